import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitFirst, initRepository, knowsCommitter, repositoryAround } from '../../../src/projects/scaffold/git';

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

  describe('and its first commit', () => {
    const ADA = '[user]\n\tname = Ada\n\temail = ada@example.com\n';
    const ask = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
    const first = { paths: ['README.md', 'src/app.ts'], message: 'Start from the REST API starter' };

    beforeEach(async () => {
      await initRepository('git', folder);
      mkdirSync(join(folder, 'src'));
      for (const path of [...first.paths, 'own.txt']) writeFileSync(join(folder, path), path);
    });

    it("is the learner's, and holds what was scaffolded and nothing else", async () => {
      configure(ADA);
      await commitFirst('git', folder, first);
      assert.equal(ask('log', '--format=%an <%ae> %cn: %s'), 'Ada <ada@example.com> Ada: Start from the REST API starter');
      assert.equal(ask('ls-files'), 'README.md\nsrc/app.ts');
      assert.equal(ask('status', '--porcelain'), '?? own.txt');
    });

    it('holds what they ignore everywhere, too', async () => {
      writeFileSync(join(home, 'ignored'), 'README.md\n');
      configure(`${ADA}[core]\n\texcludesFile = ${join(home, 'ignored')}\n`);
      await commitFirst('git', folder, first);
      assert.equal(ask('ls-files'), 'README.md\nsrc/app.ts');
    });

    it('asks neither their hooks nor their key', async () => {
      const hooks = join(home, 'hooks');
      mkdirSync(hooks);
      writeFileSync(join(hooks, 'pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      configure(`${ADA}[core]\n\thooksPath = ${hooks}\n[commit]\n\tgpgSign = true\n[user]\n\tsigningKey = nobody\n`);
      await commitFirst('git', folder, first);
      assert.equal(ask('rev-list', '--count', 'HEAD'), '1');
    });

    it('runs no hook at all, and no program that a repository which was there before brings along', async () => {
      const [hooks, ran] = [join(home, 'hooks'), join(home, 'ran')];
      mkdirSync(hooks);
      const all = 'pre-commit prepare-commit-msg commit-msg post-commit post-index-change reference-transaction'.split(' ');
      for (const hook of all) writeFileSync(join(hooks, hook), `#!/bin/sh\necho ${hook} >> '${ran}'\n`, { mode: 0o755 });
      configure(`${ADA}[core]\n\thooksPath = ${hooks}\n\tfsmonitor = ${join(hooks, 'post-commit')}\n`);
      await commitFirst('git', folder, first);
      assert.equal(ask('-c', 'core.fsmonitor=false', 'rev-list', '--count', 'HEAD'), '1');
      assert.equal(existsSync(ran), false, existsSync(ran) ? readFileSync(ran, 'utf8') : '');

      rmSync(join(folder, '.git'), { recursive: true });
      configure(ADA);
      await initRepository('git', folder);
      writeFileSync(join(home, 'included'), `[filter "x"]\n\tclean = echo filter >> '${ran}'; cat\n`);
      ask('config', 'include.path', join(home, 'included'));
      writeFileSync(join(folder, '.git/info/attributes'), '* filter=x\n');
      await commitFirst('git', folder, first);
      assert.equal(existsSync(ran), false);
    });

    it('has nothing fetched by a program that a repository which was there before names for it', async () => {
      configure(ADA);
      const ran = join(home, 'ran');
      for (const [name, value] of [
        ['core.repositoryFormatVersion', '1'],
        ['extensions.partialClone', 'origin'],
        ['remote.origin.url', 'ssh://nobody.invalid/x'],
        ['remote.origin.promisor', 'true'],
        ['core.sshCommand', `sh -c "echo fetched >> '${ran}'" --`],
      ] as const)
        ask('config', name, value);
      // What is in the index and nowhere else has to be fetched before it is committed.
      ask('update-index', '--add', '--cacheinfo', `100644,${'1234567890'.repeat(4)},gone.txt`);
      await commitFirst('git', folder, first).catch(() => undefined);
      assert.equal(existsSync(ran), false);
      assert.equal(ask('rev-list', '--all', '--count'), '0');
    });

    it('is made in a clone that has no commits yet', async () => {
      configure(ADA);
      for (const [name, value] of [
        ['remote.origin.url', 'https://example.com/ada/rest-api.git'],
        ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
        ['branch.main.remote', 'origin'],
        ['branch.main.merge', 'refs/heads/main'],
        ['user.email', 'ada@work.example.com'],
      ] as const)
        ask('config', name, value);
      await commitFirst('git', folder, first);
      assert.equal(ask('log', '--format=%ae'), 'ada@work.example.com');
    });

    it('is not made where there are commits already', async () => {
      configure(ADA);
      await commitFirst('git', folder, first);
      writeFileSync(join(folder, 'README.md'), 'changed');
      await commitFirst('git', folder, first);
      assert.equal(ask('rev-list', '--count', 'HEAD'), '1');
    });

    it('that cannot be made is told in the words of git, and the repository stays', async () => {
      configure('[user]\n\tuseConfigOnly = true\n');
      await assert.rejects(commitFirst('git', folder, first), { name: 'FirstCommitError', message: /email|name/ });
      assert.equal(head(), 'ref: refs/heads/main');
    });

    it('is offered to those whose name and address git knows', async () => {
      assert.equal(await knowsCommitter('git', home), false);
      configure('[user]\n\tname = Ada\n');
      assert.equal(await knowsCommitter('git', home), false);
      configure(ADA);
      assert.equal(await knowsCommitter('git', home), true);
    });

    it('is not offered for a name and an address that only a repository around the project knows', async () => {
      configure('');
      await initRepository('git', folder);
      ask('config', 'user.name', 'Ada');
      ask('config', 'user.email', 'ada@example.com');
      assert.equal(await knowsCommitter('git', folder), false);
    });
  });

  it('knows the repository that a folder is in', async () => {
    assert.equal(await repositoryAround('git', home), undefined);
    await initRepository('git', folder);
    assert.equal(await repositoryAround('git', folder), realpathSync(folder));
  });
});
