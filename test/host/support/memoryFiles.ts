import * as vscode from 'vscode';

interface File {
  readonly type: vscode.FileType;
  readonly content: Uint8Array;
}

/** A file system in memory that can be told to fail. */
export class MemoryFiles implements vscode.FileSystemProvider {
  private readonly entries = new Map<string, File>([['/', folder()]]);
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  /** Thrown by every `rename`. */
  renameFailure: (() => Error) | undefined;
  /** Called before each file is written, with its number, counted from 1; may throw. */
  beforeWrite: (count: number, uri: vscode.Uri) => unknown = () => undefined;
  /** Called before each folder is made; may throw. */
  beforeFolder: (uri: vscode.Uri) => void = () => undefined;
  writes = 0;
  renames = 0;

  /** Puts a file or, without content, a folder there, and what is needed above it. */
  put(path: string, content?: string): void {
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (parent !== '' && !this.entries.has(parent)) this.put(parent);
    this.entries.set(path, content === undefined ? folder() : { type: vscode.FileType.File, content: new TextEncoder().encode(content) });
  }

  /** Every path that is there, sorted, folders with a slash at the end. */
  list(): string[] {
    return [...this.entries].filter(([path]) => path !== '/').map(([path, { type }]) => (type === vscode.FileType.Directory ? `${path}/` : path)).sort(); // prettier-ignore
  }

  text(path: string): string {
    return new TextDecoder().decode(this.entries.get(path)?.content);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { type, content } = this.existing(uri);
    return { type, ctime: 0, mtime: 0, size: content.length };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    this.existing(uri);
    const start = uri.path === '/' ? '/' : `${uri.path}/`;
    const below = [...this.entries].filter(([path]) => path.startsWith(start) && path !== start);
    return below.map(([path, { type }]): [string, vscode.FileType] => [path.slice(start.length), type]).filter(([name]) => !name.includes('/')); // prettier-ignore
  }

  createDirectory(uri: vscode.Uri): void {
    this.beforeFolder(uri);
    if (this.entries.has(uri.path)) throw vscode.FileSystemError.FileExists(uri);
    this.existing(vscode.Uri.joinPath(uri, '..'));
    this.entries.set(uri.path, folder());
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.existing(uri).content;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.beforeWrite(++this.writes, uri);
    this.existing(vscode.Uri.joinPath(uri, '..'));
    this.entries.set(uri.path, { type: vscode.FileType.File, content });
  }

  delete(uri: vscode.Uri, { recursive }: { recursive: boolean }): void {
    this.existing(uri);
    const below = [...this.entries.keys()].filter((path) => path.startsWith(`${uri.path}/`));
    if (below.length > 0 && !recursive) throw vscode.FileSystemError.NoPermissions(uri);
    for (const path of [uri.path, ...below]) this.entries.delete(path);
  }

  rename(from: vscode.Uri, to: vscode.Uri, { overwrite }: { overwrite: boolean }): void {
    this.renames++;
    if (this.renameFailure) throw this.renameFailure();
    this.existing(from);
    if (this.entries.has(to.path) && !overwrite) throw vscode.FileSystemError.FileExists(to);
    this.existing(vscode.Uri.joinPath(to, '..'));
    for (const [path, entry] of [...this.entries]) {
      if (path !== from.path && !path.startsWith(`${from.path}/`)) continue;
      this.entries.delete(path);
      this.entries.set(to.path + path.slice(from.path.length), entry);
    }
  }

  private existing(uri: vscode.Uri): File {
    const entry = this.entries.get(uri.path);
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }
}

const folder = (): File => ({ type: vscode.FileType.Directory, content: new Uint8Array() });
