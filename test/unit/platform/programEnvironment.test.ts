import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { envFileIn, environmentFor, readEnvFile, WishError } from '../../../src/platform/programEnvironment';
import { makeTemporary } from '../../support/temporary';

describe('the environment of what a project runs', () => {
  let home: string;
  let asked: number;

  /** A folder with a program in it. */
  const folderWith = (folder: string, program: string): string => {
    const path = join(home, folder);
    mkdirSync(path, { recursive: true });
    const file = join(path, process.platform === 'win32' ? `${program}.EXE` : program);
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return path;
  };
  const paths = (...folders: string[]): string => folders.join(delimiter);
  const login = (variables: Record<string, string> | undefined) => () => {
    asked += 1;
    return Promise.resolve(variables);
  };

  beforeEach(() => {
    home = makeTemporary('environment');
    asked = 0;
  });

  it('is that of the editor where all programs are found', async () => {
    const host = { PATH: folderWith('bin', 'npm') };
    const found = await environmentFor(['npm run build', 'PORT=1 npm start'], { nodePath: '', shell: 'whenNeeded' }, host, login({}));
    assert.deepEqual([found, asked], [{}, 0]);
  });

  it('asks nobody about paths, and about what the shell does itself', async () => {
    for (const start of [
      './server --fast',
      '. .venv/bin/activate && flask run',
      'cd api && ./run',
      '/opt/run',
      'PATH=$PATH:/x ./run',
      undefined,
    ]) {
      await environmentFor([start], { nodePath: '', shell: 'whenNeeded' }, { PATH: home }, login({}));
    }
    assert.equal(asked, 0);
  });

  it('asks about every program that a command runs, as far as nothing before it changes where it is found', async () => {
    const wishes = { nodePath: '', shell: 'whenNeeded' } as const;
    await environmentFor(['cd api && DEBUG="a b" go run .'], wishes, { PATH: home }, login({}));
    assert.equal(asked, 1);
    await environmentFor(['echo "a; go run ."', 'export PATH=/opt:$PATH; go run .'], wishes, { PATH: home }, login({}));
    assert.equal(asked, 1);
  });

  it('has what the login shell adds where a program is not found: what the editor knows stays', async () => {
    const nvm = folderWith('nvm', 'npm');
    const host = { PATH: paths('/usr/nothing', '/usr/other'), LANG: 'C' };
    const shell = login({ PATH: paths(nvm, '/usr/nothing'), LANG: 'de_DE', NVM_DIR: '/nvm' });
    const found = await environmentFor([undefined, 'npm start'], { nodePath: '', shell: 'whenNeeded' }, host, shell);
    assert.deepEqual([found, asked], [{ NVM_DIR: '/nvm', PATH: paths(nvm, '/usr/nothing', '/usr/other') }, 1]);
  });

  it('has it always, or never, when the learner wants it so', async () => {
    const host = { PATH: folderWith('bin', 'npm') };
    assert.deepEqual(await environmentFor(['npm start'], { nodePath: '', shell: 'always' }, host, login({ GOPATH: '/go' })), {
      GOPATH: '/go',
      PATH: host.PATH,
    });
    assert.deepEqual(await environmentFor(['yarn start'], { nodePath: '', shell: 'never' }, host, login({ GOPATH: '/go' })), {});
    assert.equal(asked, 1);
  });

  it('is that of the editor when the login shell says nothing', async () => {
    assert.deepEqual(
      await environmentFor(['npm start'], { nodePath: '', shell: 'always' }, { PATH: '/usr/nothing' }, login(undefined)),
      {},
    );
  });

  it("begins with the folder of the learner's own Node.js, before all others", async () => {
    const own = folderWith('node-22', 'node');
    const nodePath = join(own, process.platform === 'win32' ? 'node.EXE' : 'node');
    const host = { PATH: paths('/usr/nothing', own) };
    const found = await environmentFor(['node main.js'], { nodePath, shell: 'whenNeeded' }, host, login({}));
    assert.deepEqual([found, asked], [{ PATH: paths(own, '/usr/nothing') }, 0]);
    const both = await environmentFor(['npm start'], { nodePath, shell: 'whenNeeded' }, host, login({ PATH: '/usr/nvm' }));
    assert.deepEqual(both, { PATH: paths(own, '/usr/nvm', '/usr/nothing') });
  });

  it('refuses what is no Node.js', async () => {
    const own = folderWith('node-22', 'node22');
    for (const nodePath of ['node', own, join(own, 'node'), join(own, 'node22')]) {
      const refused = environmentFor(['node main.js'], { nodePath, shell: 'never' }, {}, login({}));
      await assert.rejects(refused, new WishError('it has to be the whole path of a program that is called "node"'));
    }
  });
});

describe('a file with more variables', () => {
  it('is named from the folder of the project, from the home folder, or by its whole path', () => {
    assert.equal(envFileIn(join('/', 'work', 'api'), 'check.env'), join('/', 'work', 'api', 'check.env'));
    assert.equal(envFileIn(join('/', 'work', 'api'), '~/check.env'), join(homedir(), 'check.env'));
    assert.equal(envFileIn(join('/', 'work', 'api'), join('/', 'etc', 'check.env')), join('/', 'etc', 'check.env'));
  });

  it('is read as programs read their .env, whatever editor has written it', async () => {
    const file = join(makeTemporary('variables'), 'check.env');
    writeFileSync(file, '\uFEFFFIRST=1\r\n# a comment\r\nexport QUOTED="two words"\r\nEMPTY=\r\n');
    assert.deepEqual(await readEnvFile(file), { FIRST: '1', QUOTED: 'two words', EMPTY: '' });
  });

  it('is refused where it is none', async () => {
    const folder = makeTemporary('variables');
    await assert.rejects(readEnvFile(join(folder, 'none.env')), new WishError('there is no such file, or it cannot be read'));
    await assert.rejects(readEnvFile(folder), new WishError('it is not a file of at most 1000 kB'));
    const file = join(folder, 'names.env');
    writeFileSync(file, 'server.port=1\nMY-VAR=2\n');
    assert.deepEqual(await readEnvFile(file), { 'server.port': '1', 'MY-VAR': '2' });
    // Behind a command that sets it, the first would be a command of its own; of the last, a dialog shows no end.
    for (const [name, shown] of [
      ['A;touch pwned;B', 'A;touch pwned;B'],
      ['$(id)', '$ (id)'],
      ['A\u202eB', 'A B'],
      ['NODE OPTIONS', 'NODE OPTIONS'],
      ['A'.repeat(201), `${'A'.repeat(79)}…`],
    ] as const) {
      writeFileSync(file, `GOOD=1\n${name}=\${x}\n`);
      await assert.rejects(
        readEnvFile(file),
        new WishError(`it names a variable "${shown}", and names are made of up to 200 letters, digits, and "_", "." or "-"`),
      );
    }
    writeFileSync(file, 'GOOD=a\0b\n');
    await assert.rejects(readEnvFile(file), new WishError('it is not UTF-8: save it with that encoding'));
  });
});
