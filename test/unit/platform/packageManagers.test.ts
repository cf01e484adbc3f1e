import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installCommand, uninstalledIn } from '../../../src/platform/packageManagers';
import { makeTemporary } from '../../support/temporary';

describe('what installs the dependencies of a project', () => {
  let root: string;
  let folder: string;

  beforeEach(() => {
    root = makeTemporary('managers');
    folder = join(root, 'apps', 'api');
    mkdirSync(folder, { recursive: true });
  });

  /** Writes files, named from the project's folder. */
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const command = (start: string, build?: string) => installCommand(folder, [build, start]);

  it('is npm for a package.json of which nothing says more', async () => {
    write({ 'package.json': '{}' });
    for (const word of ['constructor', 'toString', '__proto__']) assert.equal(await command(`npm start || ${word}`), 'npm install');
    assert.equal(await command('npm start'), 'npm install');
    assert.equal(await command('make run'), 'npm install');
  });

  it('is the one whose lockfile is there', async () => {
    for (const [lockfile, expected] of [
      ['package-lock.json', 'npm install'],
      ['npm-shrinkwrap.json', 'npm install'],
      ['pnpm-lock.yaml', 'pnpm install'],
      ['yarn.lock', 'yarn install'],
      ['bun.lock', 'bun install'],
      ['bun.lockb', 'bun install'],
    ] as const) {
      folder = join(root, lockfile);
      write({ 'package.json': '{}', [lockfile]: '' });
      assert.equal(await command('npm start'), expected);
    }
  });

  it('is of several lockfiles that of the start command, and npm last', async () => {
    write({ 'package-lock.json': '', 'yarn.lock': '', 'pnpm-lock.yaml': '' });
    assert.equal(await command('yarn start'), 'yarn install');
    assert.equal(await command('npm start'), 'pnpm install');
  });

  it('is the one that package.json names, before every lockfile', async () => {
    write({ 'package.json': '{ "packageManager": "pnpm@9.1.0+sha512.abc" }', 'yarn.lock': '' });
    assert.equal(await command('npm start'), 'pnpm install');
    write({ 'package.json': '{ "devEngines": { "packageManager": { "name": "bun" } } }' });
    assert.equal(await command('npm start'), 'bun install');
  });

  it('is nothing that a file has made up', async () => {
    write({ 'package.json': '{ "packageManager": "rm -rf /; npm@1" }' });
    assert.equal(await command('npm start'), 'npm install');
    write({ 'package.json': '{ "packageManager": "toString@1" }' });
    assert.equal(await command('npm start'), 'npm install');
  });

  it('is found up to the root of the repository, the nearest first, and no further', async () => {
    write({ 'package.json': '{}', '../../yarn.lock': '', '../../../yarn.lock': '' });
    assert.equal(await command('npm start'), 'npm install', 'no repository, and no workspace');
    mkdirSync(join(root, '.git'));
    assert.equal(await command('npm start'), 'yarn install');
    write({ '../pnpm-lock.yaml': '' });
    assert.equal(await command('npm start'), 'pnpm install');
    mkdirSync(join(folder, '.git'));
    assert.equal(await command('npm start'), 'npm install');
  });

  it('is found up to the root of a workspace, where there is no repository', async () => {
    write({ 'package.json': '{}', '../../package.json': '{ "packageManager": "yarn@4.0.0", "workspaces": ["apps/*"] }' });
    assert.equal(await command('npm start'), 'yarn install');
    write({ '../../package.json': '{ "packageManager": "yarn@4.0.0" }' });
    assert.equal(await command('npm start'), 'npm install');
    write({ '../../pnpm-workspace.yaml': '', '../../package.json': '{}', '../../pnpm-lock.yaml': '' });
    assert.equal(await command('npm start'), 'pnpm install');
  });

  it("is the start command's own where nothing else says it", async () => {
    write({ 'package.json': '{}' });
    assert.equal(await command('bun run start'), 'bun install');
    assert.equal(await command('npm start', 'pnpm build'), 'pnpm install');
  });

  it('is that of the stack of the start command, whatever else is in the folder', async () => {
    write({ 'package.json': '{}', 'go.mod': '', Gemfile: '', 'composer.json': '{}', 'mix.exs': '', 'requirements.txt': '' });
    for (const [start, expected] of [
      ['go run .', 'go mod tidy'],
      ['bundle exec rackup', 'bundle install'],
      ['php -S 127.0.0.1:$PORT', 'composer install'],
      ['mix phx.server', 'mix deps.get'],
      ['python3 main.py', 'python3 -m pip install -r requirements.txt'],
      ['node main.js', 'npm install'],
    ] as const) {
      assert.equal(await command(start), expected);
    }
  });

  it('is by the manifest where the start command does not say', async () => {
    assert.equal(await command('make run'), undefined);
    write({ 'package.json': '{}', 'go.mod': '' });
    assert.equal(await command('make run'), 'go mod tidy');
  });

  it('is nothing for a stack that installs by itself, and for a program without dependencies', async () => {
    write({ 'Cargo.toml': '', 'pom.xml': '' });
    for (const start of ['cargo run', 'mvn exec:java', 'python3 main.py']) assert.equal(await command(start), undefined, start);
  });

  describe('of Python', () => {
    it('is by the lockfile, then by the list of packages', async () => {
      for (const [file, expected] of [
        ['pyproject.toml', 'python3 -m pip install .'],
        ['requirements.txt', 'python3 -m pip install -r requirements.txt'],
        ['Pipfile', 'pipenv install'],
        ['pdm.lock', 'pdm install'],
        ['poetry.lock', 'poetry install'],
        ['uv.lock', 'uv sync'],
      ] as const) {
        write({ [file]: '' });
        assert.equal(await command('python3 main.py'), expected);
      }
    });

    it('is by the Python that the start command runs', async () => {
      write({ 'requirements.txt': '' });
      assert.equal(await command('python main.py'), 'python -m pip install -r requirements.txt');
      assert.equal(await command('/usr/bin/python3.11 main.py'), 'python3.11 -m pip install -r requirements.txt');
      if (process.platform === 'win32') return;
      const made = 'python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt';
      assert.equal(await command('.venv/bin/python main.py'), made);
      assert.equal(await command('. .venv/bin/activate && flask run'), made);
      assert.equal(await command('flask run'), 'python3 -m pip install -r requirements.txt');
    });

    it('is a folder for packages alone where nothing lists any', async () => {
      assert.equal(await command('venv/bin/python main.py'), `${process.platform === 'win32' ? 'py' : 'python3'} -m venv venv`);
    });

    it('is by a list further up', async () => {
      write({ '../../requirements.txt': '' });
      mkdirSync(join(root, '.git'));
      assert.equal(await command('python main.py'), 'python -m pip install -r ../../requirements.txt');
    });
  });

  describe('after the program has ended', () => {
    const lack = (start: string, output: string, isNotFound = false) => uninstalledIn(folder, [undefined, start], { output, isNotFound });

    it('is said of a module that the project depends on, and of no other', async () => {
      write({ 'requirements.txt': 'Flask==3.0\ntyping_extensions\n' });
      const install = 'python3 -m pip install -r requirements.txt';
      const missing = (module: string) => `Traceback (most recent call last):\nModuleNotFoundError: No module named '${module}'`;
      assert.deepEqual(await lack('python3 main.py', missing('flask')), { name: 'flask', install });
      assert.deepEqual(await lack('python3 main.py', missing('flask.views')), { name: 'flask', install });
      assert.deepEqual(await lack('python3 main.py', missing('typing_extensions')), { name: 'typing_extensions', install });
      assert.equal(await lack('python3 main.py', missing('flas')), undefined);
      assert.equal(await lack('python3 main.py', missing('todos')), undefined);
      assert.equal(await lack('python3 main.py', 'SyntaxError: invalid syntax'), undefined);
    });

    it('is said of a module that Python was to run', async () => {
      write({ 'requirements.txt': 'uvicorn==0.54.0' });
      const lacks = { name: 'uvicorn', install: 'python3 -m pip install -r requirements.txt' };
      const start = 'python3 -m uvicorn app.main:app';
      assert.deepEqual(await lack(start, '/usr/bin/python3.11: No module named uvicorn'), lacks);
      assert.deepEqual(await lack(start, '/srv/api/.venv/bin/python: No module named uvicorn.__main__'), lacks);
      assert.deepEqual(await lack(start, 'C:\\My Projects\\.venv\\Scripts\\python.exe: No module named uvicorn'), lacks);
      assert.equal(await lack(start, '/usr/bin/python3: No module named app'), undefined);
      assert.equal(await lack(start, 'the program says: No module named uvicorn'), undefined);
    });

    it('is said of a program that a package brings', async () => {
      write({ 'requirements.txt': 'flask' });
      const expected = { name: 'flask', install: 'python3 -m pip install -r requirements.txt' };
      assert.deepEqual(await lack('flask run', 'sh: 1: flask: not found', true), expected);
      assert.equal(await lack('uvicorn main:app', 'sh: 1: uvicorn: not found', true), undefined);
    });

    it('is not said of the language itself, which files name, too', async () => {
      write({
        'go.mod': 'module example.com/todos\n\ngo 1.24\n',
        Gemfile: 'ruby "3.4"\ngem "puma"',
        'composer.json': '{ "require": { "php": ">=8.2" } }',
        'pyproject.toml': '[tool.poetry]\nname = "todos"',
      });
      for (const start of ['go run .', 'ruby app.rb', 'php -S 127.0.0.1:$PORT', 'poetry run uvicorn app:app']) {
        assert.equal(await lack(start, `sh: 1: ${start.split(' ')[0] ?? ''}: not found`, true), undefined, start);
      }
      assert.deepEqual(await lack('puma', 'sh: 1: puma: not found', true), { name: 'puma', install: 'bundle install' });
    });

    it('is said of other stacks by what their tools print', async () => {
      write({ 'go.mod': '', Gemfile: '', 'composer.json': '{}', 'mix.exs': '' });
      for (const [start, output, name, install] of [
        [
          'go run .',
          'main.go:4:2: no required module provides package github.com/go-chi/chi/v5; to add it:\n\tgo get github.com/go-chi/chi/v5',
          'github.com/go-chi/chi/v5',
          'go mod tidy',
        ],
        [
          'go run .',
          'main.go:4:2: missing go.sum entry for module providing package github.com/gin-gonic/gin; to add:\n\tgo get api',
          'github.com/gin-gonic/gin',
          'go mod tidy',
        ],
        ['bundle exec rackup', 'Could not find rack-3.0.8 in locally installed gems (Bundler::GemNotFound)', 'rack', 'bundle install'],
        [
          'php -S localhost:80 index.php',
          'PHP Warning:  require(vendor/autoload.php): Failed to open stream: No such file or directory in index.php on line 3',
          'vendor/autoload.php',
          'composer install',
        ],
        [
          'mix run --no-halt',
          'Unchecked dependencies for environment dev:\n* plug (Hex package)\n  the dependency is not available, run "mix deps.get"',
          'plug',
          'mix deps.get',
        ],
      ] as const) {
        assert.deepEqual(await lack(start, output), { name, install });
      }
    });
  });
});
