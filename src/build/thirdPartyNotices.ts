import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What esbuild says about a bundle, as far as it matters which files it was made of. */
export interface Bundle {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>>;
}

/** Something of others that is in the package, with the terms under which it may be. */
export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The licenses under which something may be shipped: those that ask for no more than their text. */
const allowed: ReadonlySet<string> = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'PostgreSQL', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense'],
]);

const licenseFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** Something may not be shipped; the message says in one sentence what, and why. */
export class LicenseError extends Error {
  override name = 'LicenseError';
}

/** The files of which bundles were really made: what was left out of them is not theirs. */
export function inputsOf(bundles: readonly Bundle[]): string[] {
  const used = bundles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => path),
    ),
  );
  return [...new Set(used)].sort();
}

/** The folders of the packages that files belong to, each once. */
export function packageFolders(files: readonly string[], root: string): string[] {
  const folders = files.flatMap((file) => {
    const match = /^(?:\(?[\w-]+\)?:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    return match?.[1] === undefined ? [] : [realpathSync(resolve(root, match[1]))];
  });
  return [...new Set(folders)];
}

/** Reads under which terms a package comes. @throws LicenseError when it may not be shipped, or says too little. */
export function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version } = manifest;
  if (typeof name !== 'string' || typeof version !== 'string')
    throw new LicenseError(`${folder} is bundled and is no package with a name.`);
  const license = licenseOf(manifest);
  const what = `${name} ${version}`;
  if (license === undefined) throw new LicenseError(`${what} is bundled and names no license.`);
  if (!isAllowed(license)) {
    throw new LicenseError(
      `${what} is bundled under ${license}, which is not among the licenses that src/build/thirdPartyNotices.ts allows.`,
    );
  }
  const text = licenseTexts(folder);
  if (text === '') throw new LicenseError(`${what} is bundled and comes without the text of its license (${license}).`);
  return { name, version, license, text };
}

/** `license: "MIT"`, or as it was written once: `license: {type}`, and `licenses: [{type}]` for a choice. */
function licenseOf({ license, licenses }: Record<string, unknown>): string | undefined {
  const types = [license, ...(Array.isArray(licenses) ? (licenses as unknown[]) : [])].flatMap((one) => {
    const type: unknown = typeof one === 'object' && one !== null && 'type' in one ? one.type : one;
    return typeof type === 'string' && type !== '' ? [type] : [];
  });
  return types.length === 0 ? undefined : types.join(' OR ');
}

/** `MIT`, `(MIT OR GPL-2.0)`: one of several is enough, all of several are asked for. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((license) => allowed.has(license.trim())));
}

function licenseTexts(folder: string): string {
  const files = readdirSync(folder).filter((file) => licenseFile.test(file));
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
}

/** The notices of all that was bundled, and of what came in otherwise, by name. @throws LicenseError as {@link noticeOf}. */
export function noticesOf(bundles: readonly Bundle[], root: string, copied: readonly Notice[] = []): Notice[] {
  const found = packageFolders(inputsOf(bundles), root).map(noticeOf);
  return [...found, ...copied].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** The text that is shipped. */
export function noticesText(notices: readonly Notice[]): string {
  const line = '-'.repeat(80);
  const head = 'Third-party notices\n\nThis extension contains the following software of others, each under its own license.\n';
  const parts = notices.map(({ name, version, license, text }) => `${line}\n${name} ${version} (${license})\n${line}\n\n${text}\n`);
  return [head, ...parts].join('\n');
}

/** The PostgreSQL that PGlite is made of is compiled into its binaries, which no bundler looks into. */
export function postgresNotice(pglite: string): Notice {
  for (let folder = dirname(pglite); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return { ...postgres, version: `in PGlite ${noticeOf(folder).version}` };
    if (folder === dirname(folder)) throw new LicenseError(`${pglite} belongs to no package.`);
  }
}

const postgres = {
  name: 'PostgreSQL',
  license: 'PostgreSQL',
  text: `PostgreSQL Database Management System
(also known as Postgres, formerly known as Postgres95)

Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group

Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its
documentation for any purpose, without fee, and without a written agreement
is hereby granted, provided that the above copyright notice and this
paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR
DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING
LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS
DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE
POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS FOR A PARTICULAR PURPOSE.  THE SOFTWARE PROVIDED HEREUNDER IS
ON AN "AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO
PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.`,
};
