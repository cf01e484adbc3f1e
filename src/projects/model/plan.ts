import { escapeMarkdown } from '../../base/text';
import { foldersOf, type StarterFile } from '../../content/starter';
import { packageNameOf } from './names';

export interface NewProject {
  /** The id of the project. */
  readonly project: string;
  /** The name of the new folder. */
  readonly name: string;
}

/**
 * The files of a new repo: the starter's, with the name of the package and the title of the README changed and nothing else. A
 * repo that is called as the project is keeps the starter's own, better written, title.
 */
export function planFiles(starter: readonly StarterFile[], { project, name }: NewProject): StarterFile[] {
  const packageName = packageNameOf(name, project);
  return starter.map(({ path, text }) => {
    switch (path) {
      case 'package.json':
        return { path, text: renamePackage(text, packageName) };
      case 'package-lock.json':
        return { path, text: renameLock(text, packageName) };
      case 'README.md':
        return { path, text: name === project ? text : retitleReadme(text, name) };
      default:
        return { path, text };
    }
  });
}

/** What is at a path. A link is a thing of its own: writing through it would reach other places. */
export type Found = 'file' | 'folder' | 'other';

/** What stands where a new repo would be written. */
export interface Collisions {
  /** Files that would be overwritten. */
  readonly files: readonly string[];
  /** What cannot be overwritten: a folder or a link where a file is to be, a file where a folder is to be. */
  readonly blocking: readonly string[];
}

/** Compares what is to be written with what is there, by path relative to the target. */
export function collisionsOf(files: readonly Pick<StarterFile, 'path'>[], found: ReadonlyMap<string, Found>): Collisions {
  const overwritten = files.filter(({ path }) => found.get(path) === 'file').map(({ path }) => path);
  const inTheWay = files.filter(({ path }) => (found.get(path) ?? 'file') !== 'file').map(({ path }) => path);
  const noFolders = foldersOf(files).filter((path) => (found.get(path) ?? 'folder') !== 'folder');
  return { files: overwritten, blocking: [...noFolders, ...inTheWay] };
}

type Json = Record<string, unknown>;

/** A `package.json` with another name; all else stays as it was. @throws SyntaxError when it is not JSON. */
export function renamePackage(text: string, name: string): string {
  return editJson(text, (manifest) => ({ ...manifest, name }));
}

/** A `package-lock.json` whose root package has another name. @throws SyntaxError when it is not JSON. */
export function renameLock(text: string, name: string): string {
  return editJson(text, (lock) => {
    const { packages } = lock;
    const root = isObject(packages) ? packages[''] : undefined;
    if (!isObject(packages) || !isObject(root)) return { ...lock, name };
    return { ...lock, name, packages: { ...packages, '': { ...root, name } } };
  });
}

/** A README whose title, its first heading of the first level, is another one. One without a title stays as it is. */
export function retitleReadme(text: string, title: string): string {
  const lines = text.split('\n');
  let fence: string | undefined;
  for (const [at, line] of lines.entries()) {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && /^\s*[`~]+\s*$/.test(line)) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else if (/^ {0,3}#(?:[ \t]|\r?$)/.test(line)) {
      lines[at] = `# ${escapeMarkdown(title)}${line.endsWith('\r') ? '\r' : ''}`;
      return lines.join('\n');
    }
  }
  return text;
}

/** Edits JSON as data and writes it as it was written: indentation and last line end are kept. */
function editJson(text: string, edit: (value: Json) => Json): string {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new SyntaxError('not a JSON object');
  const [, indentation = '  '] = /^\{\r?\n([ \t]+)/.exec(text) ?? [];
  const written = JSON.stringify(edit(value), undefined, indentation) + (/\n$/.test(text) ? '\n' : '');
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
