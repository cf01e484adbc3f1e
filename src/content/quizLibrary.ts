import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import type { Quiz } from './quiz';
import { UserError } from '../base/userError';

/** Put in place by the build (esbuild.mjs): the topics that have a quiz. */
declare const BUNDLED_QUIZZES: readonly string[];

/** The quizzes of the roadmap: which there are at once, what they ask when one is taken. */
export class QuizLibrary {
  private readonly topics: ReadonlySet<string> = new Set(BUNDLED_QUIZZES);
  private readonly loaded = new Map<string, Promise<Quiz>>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly roadmap: string,
  ) {}

  has(topic: string): boolean {
    return this.topics.has(topic);
  }

  /** The quiz of a topic that has one, as the build compiled and validated it. @throws UserError when it cannot be read. */
  load(topic: string): Promise<Quiz> {
    const known = this.loaded.get(topic);
    if (known) return known;
    const loading = this.read(topic);
    this.loaded.set(topic, loading);
    loading.catch(() => this.loaded.delete(topic));
    return loading;
  }

  private async read(topic: string): Promise<Quiz> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'dist', 'quizzes', this.roadmap, `${topic}.json`);
    try {
      return JSON.parse(new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file))) as Quiz;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(vscode.l10n.t('The quiz of "{0}" could not be read; install the extension again ({1}).', topic, reason));
    }
  }
}
