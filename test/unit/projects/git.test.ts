import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initRepository } from '../../../src/projects/scaffold/git';

describe('a repository that scaffolding begins', () => {
  const before = { ...process.env };
  let home = '';
  let folder = '';
  const head = () => readFileSync(join(folder, '.git/HEAD'), 'utf8').trim();
  const configure = (text: string) => writeFileSync(process.env['GIT_CONFIG_GLOBAL']!, text);

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'backend-roadmap-git-'));
    folder = join(home, 'Übung 1');
    mkdirSync(folder);
    Object.assign(process.env, { GIT_CONFIG_GLOBAL: join(home, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' });
    configure('');
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(home, { recursive: true });
  });

  it("begins on the learner's own default branch", async () => {
    configure('[init]\n\tdefaultBranch = trunk\n');
    await initRepository('git', folder);
    assert.equal(head(), 'ref: refs/heads/trunk');
  });

  it('begins on main when the learner has none', async () => {
    await initRepository('git', folder);
    assert.equal(head(), 'ref: refs/heads/main');
  });

  it('is the one of its folder, whatever repository the editor was started in', async () => {
    const elsewhere = join(home, 'elsewhere');
    Object.assign(process.env, { GIT_DIR: elsewhere, GIT_WORK_TREE: home, GIT_INDEX_FILE: join(elsewhere, 'index') });
    await initRepository('git', folder);
    assert.equal(head(), 'ref: refs/heads/main');
    assert.equal(existsSync(elsewhere), false);
  });

  it('is its own inside another one, and stays what it is when it is there already', async () => {
    await initRepository('git', home);
    await initRepository('git', folder);
    configure('[init]\n\tdefaultBranch = trunk\n');
    await initRepository('git', folder);
    assert.equal(head(), 'ref: refs/heads/main');
  });

  it('that cannot be begun is told in the words of git', async () => {
    writeFileSync(join(folder, '.git'), 'no repository');
    await assert.rejects(initRepository('git', folder), { message: /^invalid gitfile format: / });
    await assert.rejects(initRepository(join(home, 'no git'), folder), /ENOENT/);
  });
});
