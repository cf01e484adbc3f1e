import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInThisContext } from 'node:vm';
import Module from 'node:module';
import { installVscode } from '../install';
import { repoRoot, readIdentity } from '../paths';
import { Editor, type KnownExtension } from './editor';
import { mute } from './mute';
import { readTheme } from './themes';
import { Uri } from './uri';

export interface ExtensionOptions {
  /** The folder of the built extension; this repository unless given. */
  folder?: string;
  /** Where the extension keeps what it keeps; the caller makes it and removes it. */
  storage: string;
  /** What `globalState` begins with. */
  globalState?: Readonly<Record<string, unknown>>;
}

/**
 * Activates the built extension in an editor without a window: the bundle for browsers, since that is a single file which asks for
 * nothing but `vscode`. Its pages are the same as everywhere.
 */
export async function activateExtension(options: ExtensionOptions): Promise<Editor> {
  const { folder = repoRoot, storage } = options;
  const own = { id: readIdentity(folder).id, ...describe(folder) };
  const editor = new Editor(readTheme('dark'), [own, await defaultThemes()]);
  const entry = load(join(folder, 'dist/web/extension.js'), editor.module);
  await mkdir(storage, { recursive: true });
  entry.activate({
    subscriptions: [],
    extensionUri: own.extensionUri,
    extension: own,
    globalStorageUri: Uri.file(storage),
    globalState: new Memento(options.globalState),
    workspaceState: new Memento(),
    environmentVariableCollection: mute,
  });
  return editor;
}

const describe = (folder: string): Omit<KnownExtension, 'id'> => ({
  extensionUri: Uri.file(folder),
  packageJSON: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as unknown,
});

/** The themes that VS Code brings, in which the colours of code are read. */
async function defaultThemes(): Promise<KnownExtension> {
  const { serverMain } = await installVscode('latest');
  return { id: 'vscode.theme-defaults', ...describe(join(dirname(serverMain), '../extensions/theme-defaults')) };
}

interface Entry {
  activate(context: unknown): unknown;
}

/** Loads a bundle anew, with this `vscode`. */
function load(file: string, vscode: unknown): Entry {
  const run = runInThisContext(Module.wrap(readFileSync(file, 'utf8')), { filename: file }) as (...names: unknown[]) => void;
  const loaded = { exports: {} as Entry };
  const ask = createRequire(file);
  run(loaded.exports, (name: string) => (name === 'vscode' ? vscode : (ask(name) as unknown)), loaded, file, dirname(file));
  return loaded.exports;
}

/** `vscode.Memento`. */
class Memento {
  private readonly values: Map<string, unknown>;

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    this.values = new Map(Object.entries(values));
  }

  keys(): string[] {
    return [...this.values.keys()];
  }

  get(key: string, fallback?: unknown): unknown {
    return this.values.get(key) ?? fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }

  setKeysForSync(): void {
    // Nobody carries it to another machine here.
  }
}
