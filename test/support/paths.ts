import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The root of this repository: the folder that holds the extension's package.json. */
export const repoRoot = resolve(__dirname, '../..');

/** The two VS Code versions that tests run on. */
export type VscodeVersion = 'floor' | 'latest';

/**
 * The folder for what is downloaded once and shared by every clone on this machine. It lies outside the repository, so
 * that `npm ci` neither deletes nor counts it.
 */
export function cacheRoot(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'backend-roadmap-test');
}

/** The parts of an extension's manifest that the test host needs. */
export interface ExtensionIdentity {
  id: string;
  name: string;
  publisher: string;
  version: string;
}

/** Reads who an extension is from the package.json in its folder. */
export function readIdentity(extensionFolder: string): ExtensionIdentity {
  const manifest = JSON.parse(readFileSync(join(extensionFolder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const field = (key: string): string => {
    const value = manifest[key];
    if (typeof value !== 'string' || value === '') {
      throw new Error(`${join(extensionFolder, 'package.json')} has no "${key}"`);
    }
    return value;
  };
  const name = field('name');
  const publisher = field('publisher');
  return { id: `${publisher}.${name}`, name, publisher, version: field('version') };
}
