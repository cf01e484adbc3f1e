import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { wasInterrupted } from '../../../src/projects/model/exitCode';
import {
  BRACE,
  commandAfter,
  commandIn,
  commandWith,
  isNameForSh,
  hasPlaceholder,
  shellCommand,
  withoutPlaceholders,
} from '../../../src/projects/model/shellCommand';

describe('the shell of a start command', () => {
  it('is sh, with the command as it is', () => {
    const command = '"my program" --port ${PORT:-3000} && echo "done"';
    assert.deepEqual(shellCommand(command, false), { executable: '/bin/sh', shellArgs: ['-c'], commandLine: command });
  });

  it('is cmd on Windows, which is given quotes to take away where it would take the own ones of the command', () => {
    const lineOf = (command: string) => shellCommand(command, true).commandLine;
    assert.deepEqual(shellCommand('npm start', true), { executable: 'cmd.exe', shellArgs: ['/d', '/s', '/c'], commandLine: 'npm start' });
    assert.equal(lineOf('node "my program.js"'), 'node "my program.js"');
    assert.equal(lineOf('"C:\\my python\\python.exe" "app.py"'), '""C:\\my python\\python.exe" "app.py""');
  });

  it('goes to the folder where it cannot be started in it', () => {
    assert.equal(commandIn("/home/me/it's mine", 'npm start', false), String.raw`cd '/home/me/it'\''s mine' || exit; npm start`);
    assert.equal(commandIn('D:\\my todos', 'npm start', true), 'cd /d "D:\\my todos" && npm start');
  });
});

describe('what a terminal says before its command', () => {
  const lines = [`PostgreSQL: it's "postgres" from $HOME/\`x\` (data in .data\\p) %PATH% & | <a> ^ !b! 100% \\n`, 'two\nlines\r\u001b[2J'];

  it('is said by sh as it is, a line each, and the exit code is that of the command', () => {
    const { executable, shellArgs, commandLine } = shellCommand(commandAfter(lines, 'echo started; exit 7', false), false);
    const { stdout, status } = spawnSync(executable, [...shellArgs, commandLine], { encoding: 'utf8' });
    assert.deepEqual(stdout.split('\n'), [lines[0], 'two lines [2J', 'started', '']);
    assert.equal(status, 7);
  });

  it('is said in a folder that is not there, and then the command does not run', () => {
    const command = commandAfter(['note'], commandIn('/no/such folder', 'echo started', false), false);
    const { stdout, status } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
    assert.equal(stdout, 'note\n');
    assert.notEqual(status, 0);
  });

  it('is a word to cmd that means nothing else', () => {
    assert.equal(
      commandAfter(['a "b" (c) %PATH% & d | e > f < g ^ h!', '> npm start'], 'npm start', true),
      'echo(a ^"b^" ^(c^) ^%PATH^% ^& d ^| e ^> f ^< g ^^ h^!& echo(^> npm start& npm start',
    );
    const { commandLine } = shellCommand(commandAfter(['note'], '"C:\\my python\\python.exe" "app.py"', true), true);
    assert.equal(commandLine, 'echo(note& "C:\\my python\\python.exe" "app.py"', 'cmd takes no quotes away where none comes first');
  });
});

describe('what VS Code would fill in', () => {
  const asked = String.raw`printf '[%s]\n' '${'${command:x}'} \0044 \c it'"'"'s' "${'${MODE:-none}'}" "${"${GONE:-it's gone}"}" "$${'{MODE}'}" '$'{a}; exit 3`;

  it('stands nowhere in the command for sh, which does the same', () => {
    const command = withoutPlaceholders(asked, false);
    assert.ok(hasPlaceholder(asked) && !hasPlaceholder(command), command);
    const [plain, encoded] = [asked, command].map((one) =>
      spawnSync('/bin/sh', ['-c', one], { encoding: 'utf8', env: { ...process.env, MODE: 'check' } }),
    );
    assert.deepEqual([encoded?.stdout, encoded?.status, encoded?.stderr], [plain?.stdout, 3, '']);
    assert.match(plain?.stdout ?? '', /^\[\$\{command:x\} \\0044 \\c it's\]\n\[check\]\n\[it's gone\]\n/);
  });

  it('stands nowhere in the command for cmd, which finds the bracket in a variable', () => {
    assert.equal(withoutPlaceholders('node a.js "${command:x}" ${y}', true), 'node a.js "$%BACKEND_ROADMAP_BRACE%command:x}" $%BACKEND_ROADMAP_BRACE%y}'); // prettier-ignore
    assert.deepEqual(BRACE, { BACKEND_ROADMAP_BRACE: '{' });
  });

  it('is not looked for where there is none', () => {
    for (const isWindows of [true, false]) assert.equal(withoutPlaceholders('npm start "$HOME" {a} $', isWindows), 'npm start "$HOME" {a} $'); // prettier-ignore
  });

  it('may be in variables, which sh sets itself', () => {
    const command = withoutPlaceholders(commandWith({ A: "${command:x} it's", B: '$A' }, 'echo "$A|$B"'), false);
    assert.ok(!hasPlaceholder(command));
    assert.equal(spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).stdout, "${command:x} it's|$A\n");
    for (const name of ['A', '_b2', 'NODE_OPTIONS']) assert.ok(isNameForSh(name));
    for (const name of ['server.port', 'MY-VAR', '2', '', 'A;id', 'A B', '$(id)', 'A\n']) assert.ok(!isNameForSh(name), name);
  });
});

describe('how a program ended', () => {
  it('was by the learner after Ctrl+C, and with its terminal', () => {
    for (const exitCode of [undefined, 129, 130, 143, 0xc000013a, -1073741510]) assert.ok(wasInterrupted(exitCode), String(exitCode));
  });

  it('was by itself with any other exit code', () => {
    for (const exitCode of [0, 1, 3, 127, 137, 139, 9009]) assert.ok(!wasInterrupted(exitCode), String(exitCode));
  });
});
