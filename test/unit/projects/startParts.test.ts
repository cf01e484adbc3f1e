import assert from 'node:assert/strict';
import { wasInterrupted } from '../../../src/projects/model/exitCode';
import { installCommand } from '../../../src/projects/model/installCommand';
import { commandIn, shellCommand } from '../../../src/projects/model/shellCommand';

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

describe('how a program ended', () => {
  it('was by the learner after Ctrl+C, and with its terminal', () => {
    for (const exitCode of [undefined, 129, 130, 143, 0xc000013a, -1073741510]) assert.ok(wasInterrupted(exitCode), String(exitCode));
  });

  it('was by itself with any other exit code', () => {
    for (const exitCode of [0, 1, 3, 127, 137, 139, 9009]) assert.ok(!wasInterrupted(exitCode), String(exitCode));
  });
});

describe('what installs the dependencies of a repo', () => {
  it('is npm, unless another package manager has left its lock file', () => {
    assert.equal(installCommand(['package.json']), 'npm install');
    assert.equal(installCommand(['package-lock.json', 'package.json']), 'npm install');
    assert.equal(installCommand(['package.json', 'pnpm-lock.yaml']), 'pnpm install');
    assert.equal(installCommand(['yarn.lock', 'package.json']), 'yarn install');
    assert.equal(installCommand(['bun.lock', 'package.json']), 'bun install');
  });
});
