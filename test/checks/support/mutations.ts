import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../support/paths';

/**
 * A fault that is put into a finished project, as `test/mutations/<project>/<stage>/<name>.patch`: a patch for `git apply`, in the
 * repo's folder, with these lines before it.
 *
 *     fault: what is wrong with the program now
 *     fails: the id of the check that has to find it
 *     says: words of the message that name it
 *     tries: how many runs may be needed, for a race, which goes well by chance; 1 unless said
 */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly fault: string;
  readonly fails: string;
  readonly says: string;
  readonly tries: number;
}

/** The faults that a stage has to find. */
export const mutationsOf = (project: string, stage: string): Mutation[] => mutationsIn(join(repoRoot, 'test/mutations', project, stage));

/** The faults whose patches are in a folder. */
export function mutationsIn(folder: string): Mutation[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.patch'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const head = readFileSync(file, 'utf8').split(/^(?:diff |--- )/m)[0] ?? '';
      const field = (key: string): string => {
        const value = new RegExp(`^${key}: (.+)$`, 'm').exec(head)?.[1]?.trim();
        if (value === undefined) throw new Error(`${file} does not say "${key}: …" before its first hunk`);
        return value;
      };
      return {
        name: name.replace(/\.patch$/, ''),
        file,
        fault: field('fault'),
        fails: field('fails'),
        says: field('says'),
        tries: Number(/^tries: ([2-5])$/m.exec(head)?.[1] ?? 1),
      };
    });
}
