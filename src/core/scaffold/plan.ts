import { renameLock, renamePackage, retitleReadme } from './edits';
import { packageNameOf } from './packageName';
import type { StarterFile } from './starter';

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
