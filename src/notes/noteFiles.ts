import * as vscode from 'vscode';
import { NOTES_SCHEME, type NoteStore } from './noteStore';

/**
 * Registers notes as files of an ordinary editor. VS Code asks for it as soon as it has activated the extension, as for a
 * tab that was open when the window closed; the notes themselves are fetched by the first question.
 */
export function registerNoteFiles(notes: () => Promise<NoteStore>): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const disposables: { dispose(): unknown }[] = [changed];
  let listening = false;
  const store = async (): Promise<NoteStore> => {
    const found = await notes();
    if (listening) return found;
    listening = true;
    const tell = (path: string) =>
      changed.fire([{ type: vscode.FileChangeType.Changed, uri: vscode.Uri.from({ scheme: NOTES_SCHEME, path }) }]);
    disposables.push(found.onDidChange(tell));
    return found;
  };
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    // The store watches its folder from the first question on.
    watch: () => new vscode.Disposable(() => undefined),
    stat: async ({ path }) => (await store()).stat(path),
    readFile: async ({ path }) => (await store()).readFile(path),
    writeFile: async ({ path }, content) => (await store()).writeFile(path, content),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  disposables.push(vscode.workspace.registerFileSystemProvider(NOTES_SCHEME, provider, { isCaseSensitive: true }));
  return new vscode.Disposable(() => disposables.forEach((part) => part.dispose()));
}
