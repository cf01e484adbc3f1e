import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packProject, packStarters } from '../../../src/build/packStarters';

describe('packing starters', () => {
  let root = '';
  const write = (path: string, content: string | Buffer = 'x'): string => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'backend-roadmap-pack-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('takes every plain file as it is, dot files included, sorted by path', async () => {
    write('projects/a/starter/src/app.ts', 'ä\r\n');
    write('projects/a/starter/.gitignore', '\ufeffnode_modules/\n');
    write('projects/a/starter/.devcontainer/devcontainer.json', '');
    write('projects/a/solution/second/src/app.ts', 'better');
    write('projects/a/solution/third/src/app.ts', 'done');
    write('projects/a/solution/third/src/more.ts', 'more');
    assert.deepEqual(await packProject(join(root, 'projects/a'), ['first', 'second', 'third']), {
      files: [
        { path: '.devcontainer/devcontainer.json', text: '' },
        { path: '.gitignore', text: '\ufeffnode_modules/\n' },
        { path: 'src/app.ts', text: 'ä\r\n' },
      ],
      solution: [
        { stage: 'first', files: [] },
        { stage: 'second', files: [{ path: 'src/app.ts', text: 'better' }] },
        { stage: 'third', files: [{ path: 'src/app.ts', text: 'done' }, { path: 'src/more.ts', text: 'more' }] }, // prettier-ignore
      ],
    });
  });

  it('packs each project that has a starter', async () => {
    write('projects/a/starter/README.md');
    write('projects/b/project.yaml');
    assert.deepEqual(
      [
        ...(await packStarters(root, [
          { id: 'a', stages: [] },
          { id: 'b', stages: [] },
        ])),
      ],
      [['a', { files: [{ path: 'README.md', text: 'x' }], solution: [] }]],
    );
  });

  const refused: [what: string, path: string, content: string | Buffer, why: RegExp][] = [
    [
      'packages',
      'node_modules/x/index.js',
      'x',
      /node_modules: node_modules is not part of a starter \(packages are installed by the learner\)/,
    ],
    ['packages further down', 'sub/node_modules/x.js', 'x', /sub\/node_modules: node_modules is not part/],
    ['settings', '.env', 'SECRET=1', /\.env: \.env is not part of a starter \(settings of a machine/],
    ['data', '.data/dump', 'x', /\.data is not part of a starter/],
    ['a history', '.git/HEAD', 'x', /\.git is not part of a starter/],
    ['a picture', 'logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff]), /logo\.png: is not UTF-8 text/],
    ['a null character', 'a.txt', 'a\0b', /a\.txt: is not UTF-8 text/],
    ['a huge file', 'a.txt', 'x'.repeat(300_001), /a\.txt: has 300001 bytes/],
  ];
  for (const [what, path, content, why] of refused) {
    it(`refuses ${what}, naming the file`, async () => {
      write(`projects/a/starter/${path}`, content);
      await assert.rejects(packProject(join(root, 'projects/a'), []), why);
    });
  }

  it('names everything that is wrong at once, in the solution as well', async () => {
    write('projects/a/starter/.env');
    write('projects/a/solution/first/.data/x');
    await assert.rejects(packProject(join(root, 'projects/a'), ['first']), /solution[^]*starter/);
  });

  it('refuses a folder of the solution that belongs to no stage', async () => {
    write('projects/a/starter/README.md');
    write('projects/a/solution/secnod/src/app.ts');
    await assert.rejects(packProject(join(root, 'projects/a'), ['first', 'second']), /secnod: a solution has a folder for each stage/);
  });

  if (process.platform !== 'win32') {
    it('refuses links and executables', async () => {
      const file = write('projects/a/starter/run.sh');
      symlinkSync(file, join(root, 'projects/a/starter/link'));
      await assert.rejects(packProject(join(root, 'projects/a'), []), /link: only plain files can be packed/);
      rmSync(join(root, 'projects/a/starter/link'));
      chmodSync(file, 0o755);
      await assert.rejects(packProject(join(root, 'projects/a'), []), /run\.sh: an executable file loses its mode/);
    });
  }

  it('gives none when one of them is refused', async () => {
    write('projects/a/starter/README.md');
    write('projects/b/starter/.env');
    await assert.rejects(
      packStarters(root, [
        { id: 'a', stages: [] },
        { id: 'b', stages: [] },
      ]),
      /\.env is not part of a starter/,
    );
  });
});
