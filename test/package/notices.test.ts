import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'yauzl';
import { repoRoot } from '../support/paths';
import { packagePath } from '../ui/roadmap';

/** Bundled by name, so that a change of how they are found cannot leave them out: each is loaded by something that is shipped. */
const KNOWN = [
  '@electric-sql/pglite',
  'PostgreSQL',
  'bson',
  'fengari',
  'markdown-it',
  'mingo',
  'minisearch',
  'socket.io-client',
  'valibot',
];

/** A file of the package, as text. */
function readFromPackage(name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    open(packagePath, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== `extension/${name}`) zip.readEntry();
        else
          zip.openReadStream(entry as never, (failure, stream) => {
            if (failure) {
              reject(failure);
              return;
            }
            const chunks: Buffer[] = [];
            stream.on('data', (chunk: Buffer) => chunks.push(chunk));
            stream.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
          });
      });
      zip.once('end', () => reject(new Error(`${name} is not in the package`)));
      zip.readEntry();
    });
  });
}

describe('the third-party notices of the package', () => {
  let text = '';
  let headings: string[] = [];
  before(async () => {
    text = await readFromPackage('dist/ThirdPartyNotices.txt');
    headings = [...text.matchAll(/^-{80}\n(.+) \(.+\)\n-{80}$/gm)].map(([, heading]) => heading ?? '');
  });

  it('hold one for each package that a bundle was made of, with its version', () => {
    const files = JSON.parse(readFileSync(join(repoRoot, 'dist/bundled.json'), 'utf8')) as string[];
    const folders = new Set(files.filter((file) => file.includes('node_modules/')).map((file) => packageOf(file)));
    assert.ok(folders.size > 15, 'the packages are found');
    for (const folder of folders) {
      const { name, version } = JSON.parse(readFileSync(join(repoRoot, folder, 'package.json'), 'utf8')) as Record<string, string>;
      assert.ok(headings.includes(`${name ?? ''} ${version ?? ''}`), `${name ?? folder} has no notice`);
    }
    assert.equal(headings.length, folders.size + 1, 'and none besides, but that of PostgreSQL');
  });

  for (const name of KNOWN) {
    it(`hold one for ${name}, with the text of its license`, () => {
      assert.ok(headings.some((heading) => heading.startsWith(`${name} `)));
      assert.match(text.slice(text.indexOf(`\n${name} `)).slice(0, 12_000), /copyright/i);
    });
  }

  it('go with nothing else of others: no font, and no code that no bundle was made of', () => {
    const media = readdirSync(join(repoRoot, 'media'), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      media.filter((file) => /\.(?:ttf|otf|woff2?|js|wasm)$/.test(file)),
      [],
    );
    const programs = readdirSync(join(repoRoot, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(?:wasm|data|br|ttf)$/.test(file),
    );
    assert.deepEqual(
      programs.filter((file) => !file.startsWith(join('devServices', 'pglite'))),
      [],
    );
  });
});

/** `node_modules/a`, `…/node_modules/@b/c`: the folder of the package that a file is of. */
function packageOf(file: string): string {
  const parts = file.split('/');
  const at = parts.lastIndexOf('node_modules');
  return parts.slice(0, at + (parts[at + 1]?.startsWith('@') === true ? 3 : 2)).join('/');
}
