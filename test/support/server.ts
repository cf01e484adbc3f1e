import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { installExtensions } from './extensions';
import { installVscode, type InstalledVscode } from './install';
import type { VscodeVersion } from './paths';
import { spawnTree, stopTree } from './processes';
import { dataArguments, serverEnvironment } from './serverArguments';
import { createNoiseFilter } from './serverNoise';
import { makeTemporary, removeTemporary } from './temporary';

/** How to start a server. Everything but the version has a default. */
export interface ServerOptions {
  version: VscodeVersion;
  /** Runs tests inside the extension host. It silences every toast, so leave it off for UI tests. */
  driver?: boolean;
  /** Folders of unpacked extensions, or .vsix files, to install. Without it, what the data folder already has stays. */
  extensions?: string[];
  /** Shows no welcome page and no chat: for runs whose result has nothing to do with what a person sees. Off by default. */
  quiet?: boolean;
  /** The user's settings; they win over those above. */
  userSettings?: Record<string, unknown>;
  /** The folder or .code-workspace file that `url` opens. */
  folder?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Keeps settings, extensions and storage. A temporary one, removed by `stop`, unless given. */
  dataDir?: string;
  /** Leave it on to test the question whether to trust a folder. Off by default. */
  workspaceTrust?: boolean;
}

/** A running VS Code on 127.0.0.1. */
export interface Server {
  /** Opens the folder in a browser of this machine. */
  url: string;
  port: number;
  /** The process of the server; extension hosts are among its children. */
  pid: number;
  dataDir: string;
  /** Where all output goes, also what `logs` leaves out. */
  logFile: string;
  version: VscodeVersion;
  productVersion: string;
  folder: string | undefined;
  /** What the server printed so far, without the noise of modules that are missing on purpose. */
  logs: () => string;
  stop: () => Promise<void>;
}

/** What every VS Code of ours has. All else is VS Code's default, since that is what learners have. */
const ownSettings: Record<string, unknown> = {
  // Whatever else listens on the machine, such as another run of the tests, would be announced by a toast at any moment.
  'remote.autoForwardPorts': false,
  // A run of the tests is nobody's use of VS Code.
  'telemetry.telemetryLevel': 'off',
};

const quietSettings: Record<string, unknown> = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
};

/** The settings that a server starts with. */
export const settingsOf = ({ quiet, userSettings }: Pick<ServerOptions, 'quiet' | 'userSettings'>): Record<string, unknown> => ({
  ...ownSettings,
  ...(quiet ? quietSettings : {}),
  ...userSettings,
});

/** Starts VS Code as a server and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const vscode = await installVscode(options.version);
  const dataDir = options.dataDir ?? makeTemporary('server');
  await mkdir(join(dataDir, 'data/User'), { recursive: true });
  await updateUserSettings(dataDir, settingsOf(options));
  if (options.extensions) await installExtensions(vscode, dataDir, options.extensions);

  const child = spawnTree(vscode.node, [vscode.serverMain, ...serverArguments(dataDir, options)], {
    cwd: dataDir,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logFile = join(dataDir, 'server.log');
  const logs = collectOutput(child, logFile);
  const stop = async (): Promise<void> => {
    await stopTree(child);
    await removeTemporary(dataDir);
  };

  try {
    const port = await listeningPort(child, logs, vscode);
    const query = options.folder ? `?folder=${encodeURIComponent(options.folder)}` : '';
    const url = `http://127.0.0.1:${port}/${query}`;
    const { version, productVersion } = vscode;
    return { url, port, pid: child.pid ?? 0, dataDir, logFile, version, productVersion, folder: options.folder, logs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Changes some of the user's settings. A window reads them when it is loaded or reloaded. */
export async function updateUserSettings(dataDir: string, changes: Record<string, unknown>): Promise<void> {
  const file = join(dataDir, 'data/User/settings.json');
  const current = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>) : {};
  await writeFile(file, `${JSON.stringify({ ...current, ...changes }, undefined, 2)}\n`);
}

function serverArguments(dataDir: string, options: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...dataArguments(dataDir),
    ...['--disable-getting-started-override', '--disable-update-check', '--telemetry-level', 'off'],
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
  ];
}

function collectOutput(child: ChildProcess, logFile: string): () => string {
  const file = createWriteStream(logFile, { flags: 'a' });
  // A folder that is removed while the server still talks is no reason to fail.
  file.on('error', () => undefined);
  const filter = createNoiseFilter();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      file.write(chunk);
      filter.add(chunk.toString());
    });
  }
  child.once('close', () => file.end());
  return filter.text;
}

async function listeningPort(child: ChildProcess, logs: () => string, vscode: InstalledVscode): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(limit);
      reject(new Error(`VS Code ${vscode.productVersion} ${why}\n${logs()}`));
    };
    const limit = setTimeout(() => fail('did not start within 60 s'), 60_000);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
    const check = (): void => {
      // The last line that the server prints before it answers.
      const port = /Extension host agent listening on (\d+)/.exec(logs())?.[1];
      if (port === undefined) return;
      child.stdout?.off('data', check);
      clearTimeout(limit);
      resolve(Number(port));
    };
    child.stdout?.on('data', check);
  });
}
