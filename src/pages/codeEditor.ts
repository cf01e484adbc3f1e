import * as vscode from 'vscode';
import type { LessonCode } from '../content/lesson';

/** What VS Code calls the languages of lessons. The others have no grammar in every VS Code and are opened as text. */
const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  js: 'javascript',
  ts: 'typescript',
  sql: 'sql',
  sh: 'shellscript',
  json: 'json',
  yaml: 'yaml',
  dockerfile: 'dockerfile',
};

/** Opens an example as a new document beside the lesson: the learner's to change, and to save where they like. */
export async function openCode({ language, text }: LessonCode): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_IDS[language] ?? 'plaintext', content: text });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}
