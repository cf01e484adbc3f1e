import assert from 'node:assert/strict';
import { isOneCommand, planLines, plainText } from '../../../src/projects/start/consentText';

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

  it('hides nothing silently: what is too long, or too many, says so', () => {
    assert.equal(plainText(`npm start ${'x'.repeat(300)} && evil`), `npm start ${'x'.repeat(190)}… (and 118 more characters)`);
    const environment = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`V${String(index).padStart(2, '0')}`, 'x']));
    const lines = planLines({ environment });
    assert.deepEqual(lines.slice(-2), ['    V11=x', '    … and 8 more, which the file shows']);
    assert.match(planLines({ environment: { ['N'.repeat(100)]: 'x' } })[1] ?? '', /^ {4}N{60}… \(and 40 more characters\)=x$/);
  });

  it('fits into the dialog, whatever a stranger fills it with: nothing pushes the rest out of it', () => {
    // Zero-width spaces are shown as \u{200b}, eight characters each; four spaces as "(4 spaces)".
    for (const filling of ['\u200b', '    x', '\u{e0041}', 'x']) {
      const long = filling.repeat(5_000);
      const environment = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${'A'.repeat(80)}${at}`, long]));
      const lines = planLines({ install: long, build: long, start: long, environment });
      assert.ok(lines.join('\n').length <= 7_500, `${filling}: ${lines.join('\n').length}`);
      assert.match(lines.at(-1) ?? '', /and 18 more, which the file shows$/);
    }
    assert.equal(plainText('\u200b'.repeat(30), 24), '\\u{200b}\\u{200b}\\u{200b}… (and 27 more characters)');
  });

  it('names first what decides which code runs: harmless variables do not hide it', () => {
    const harmless = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`A${at}`, 'x']));
    const environment = { ...harmless, PATH: '/evil', NODE_OPTIONS: '-r ./x', LD_PRELOAD: 'x.so', PYTHONSTARTUP: 'x.py', BASH_ENV: 'x.sh', npm_config_script_shell: 'x' }; // prettier-ignore
    assert.deepEqual(
      planLines({ environment }).slice(1, 7),
      ['BASH_ENV=x.sh', 'LD_PRELOAD=x.so', 'NODE_OPTIONS=-r ./x', 'PATH=/evil', 'PYTHONSTARTUP=x.py', 'npm_config_script_shell=x'].map((line) => `    ${line}`), // prettier-ignore
    );
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
