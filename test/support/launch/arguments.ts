import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VscodeVersion } from '../paths';

/** What the launcher was asked to do, in the words of the desktop's command line. */
export interface LaunchRequest {
  version: VscodeVersion;
  extensionDevelopmentPaths: string[];
  extensionTestsPath: string;
  userDataDir: string | undefined;
  /** Unpacked extensions in the folder given as --extensions-dir. */
  installed: string[];
  userSettings: Record<string, unknown>;
  folder: string | undefined;
  workspaceTrust: boolean;
  limitSeconds: number;
}

/** Reads the desktop's flags; those that mean nothing to a server are skipped. */
export function parseArguments(args: string[], env: NodeJS.ProcessEnv): LaunchRequest {
  const values = (flag: string): string[] => args.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => arg.slice(flag.length + 3));
  const [extensionTestsPath] = values('extensionTestsPath');
  if (!extensionTestsPath) throw new Error('--extensionTestsPath= is missing: this launcher only runs tests');
  const version = env['BACKEND_ROADMAP_VSCODE'] ?? 'latest';
  if (version !== 'floor' && version !== 'latest') {
    throw new Error(`BACKEND_ROADMAP_VSCODE is "${version}"; it can be floor or latest`);
  }
  const limitSeconds = Number(env['BACKEND_ROADMAP_TEST_LIMIT'] ?? 180);
  if (!(limitSeconds > 0)) throw new Error('BACKEND_ROADMAP_TEST_LIMIT is not a number of seconds');
  const userDataDir = values('user-data-dir')[0];
  const folder = args.find((arg) => !arg.startsWith('-'));
  return {
    version,
    extensionDevelopmentPaths: values('extensionDevelopmentPath').map((path) => resolve(path)),
    extensionTestsPath: resolve(extensionTestsPath),
    userDataDir,
    installed: subfolders(values('extensions-dir')[0]),
    userSettings: readSettings(userDataDir),
    folder: folder === undefined ? undefined : resolve(folder),
    workspaceTrust: !args.includes('--disable-workspace-trust'),
    limitSeconds,
  };
}

function subfolders(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  const entries = readdirSync(folder).map((name) => join(folder, name));
  return entries.filter((entry) => existsSync(join(entry, 'package.json')));
}

function readSettings(userDataDir: string | undefined): Record<string, unknown> {
  const file = userDataDir && join(userDataDir, 'User/settings.json');
  if (!file || !existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
