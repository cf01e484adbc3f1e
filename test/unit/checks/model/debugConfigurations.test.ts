import assert from 'node:assert/strict';
import {
  configurationsIn,
  differenceTo,
  forRun,
  inFolder,
  needOf,
  nodeConfiguration,
  variablesIn,
} from '../../../../src/checks/model/debugConfigurations';

describe('the configuration of a debugger', () => {
  describe('for a program of Node.js', () => {
    it('runs its command by the shell, as a check does, and prints where it can be read', () => {
      assert.deepEqual(
        nodeConfiguration({
          name: 'todos',
          folder: '/home/ada/todos',
          command: 'MODE=x node --import tsx src/server.ts',
          isWindows: false,
        }),
        {
          name: 'todos',
          type: 'node',
          request: 'launch',
          cwd: '/home/ada/todos',
          runtimeExecutable: '/bin/sh',
          runtimeArgs: ['-c', 'MODE=x node --import tsx src/server.ts'],
          console: 'internalConsole',
          outputCapture: 'std',
          skipFiles: ['<node_internals>/**', '**/node_modules/**'],
        },
      );
    });

    it('takes the shell of Windows there', () => {
      const { runtimeExecutable, runtimeArgs } = nodeConfiguration({ name: 'a', folder: 'C:\\a', command: 'npm start', isWindows: true });
      assert.deepEqual([runtimeExecutable, runtimeArgs], ['cmd.exe', ['/d', '/s', '/c', 'npm start']]);
    });
  });

  describe('of a launch.json', () => {
    const names = (text: string) => configurationsIn(text).map(({ name }) => name);

    it('is found in its order, comments and commas as people write them', () => {
      const text = `{
        // Made by an extension.
        "version": "0.2.0",
        "configurations": [
          { "name": "Server", "type": "debugpy", "request": "launch", "program": "app.py", },
          { "name": "Attach", "type": "java", "request": "attach" /* to 5005 */ },
        ],
      }`;
      assert.deepEqual(names(text), ['Server', 'Attach']);
      assert.deepEqual(configurationsIn(text)[0], { name: 'Server', type: 'debugpy', request: 'launch', program: 'app.py' });
    });

    it('is none that debugs a browser or an extension, or says too little', () => {
      const all = [
        { name: 'Browser', type: 'chrome', request: 'launch' },
        { name: 'Edge', type: 'pwa-msedge', request: 'launch' },
        { name: 'Extension', type: 'extensionHost', request: 'launch' },
        { name: 'No type', request: 'launch' },
        { name: 'No request', type: 'go' },
        { name: 7, type: 'go', request: 'launch' },
        null,
        { name: 'Go', type: 'go', request: 'launch' },
      ];
      assert.deepEqual(names(JSON.stringify({ configurations: all })), ['Go']);
      assert.deepEqual(names('{}'), []);
      assert.deepEqual(names('{ "configurations": {} }'), []);
    });

    for (const text of ['', '[]', '{', '{ configurations: [] }']) {
      it(`cannot be read from ${JSON.stringify(text)}`, () => assert.throws(() => configurationsIn(text), SyntaxError));
    }

    it('says everything that runs, or what it needs beside', () => {
      const complete = {
        name: 'a',
        type: 'debugpy',
        request: 'launch',
        program: '${workspaceFolder}/app.py',
        args: ['${env:HOME}', 3, null],
      };
      assert.equal(needOf(complete), undefined);
      for (const [more, need] of [
        [{ preLaunchTask: 'prepare' }, 'preLaunchTask'],
        [{ postDebugTask: 'clean' }, 'postDebugTask'],
        [{ serverReadyAction: { action: 'startDebugging', name: 'other' } }, 'serverReadyAction'],
        [{ envFile: '${workspaceFolder}/.vscode/vars' }, 'envFile'],
        [{ linux: { preLaunchTask: 'prepare' } }, 'preLaunchTask'],
        [{ args: ['--port', 'x${input:port}'] }, '${input:port}'],
        [{ env: { '${command:run}': '' } }, '${command:run}'],
        [{ pathMappings: [{ localRoot: '${config:a.b}' }] }, '${config:a.b}'],
        [{ program: '${env:${input:a' }, '${input:a'],
      ] as const)
        assert.equal(needOf({ ...complete, ...more }), need);
    });

    it('is of the folder of the project', () => {
      const given = {
        ...{ name: 'a', type: 'debugpy', request: 'launch' },
        program: '${workspaceFolder}/app.py',
        args: ['${workspaceRoot}/x', 3, '${workspaceFolderBasename}', '${file}'],
        pathMappings: [{ localRoot: '${workspaceFolder}' }],
      };
      assert.deepEqual(inFolder(given, '/home/ada/$& todos'), {
        ...{ name: 'a', type: 'debugpy', request: 'launch' },
        program: '/home/ada/$& todos/app.py',
        args: ['/home/ada/$& todos/x', 3, '$& todos', '${file}'],
        pathMappings: [{ localRoot: '/home/ada/$& todos' }],
      });
    });
  });

  describe('for a run', () => {
    const variables = { PORT: '21000', GONE: null };

    it("has the run's variables over its own", () => {
      const go = { name: 'a', type: 'go', request: 'launch', env: { PORT: '8080', MODE: 'x' } };
      assert.deepEqual(forRun(go, variables), { ...go, env: { PORT: '21000', MODE: 'x' } });
    });

    it('has them as a list where its debugger wants them so', () => {
      const own = [
        { name: 'PORT', value: '8080' },
        { name: 'MODE', value: 'x' },
      ];
      const cpp = { name: 'a', type: 'cppdbg', request: 'launch', environment: own };
      assert.deepEqual(forRun(cpp, variables), {
        ...cpp,
        environment: [
          { name: 'MODE', value: 'x' },
          { name: 'PORT', value: '21000' },
        ],
      });
    });

    it('takes variables away by null, which the debugger of Node.js understands alone', () => {
      const node = { name: 'a', type: 'node', request: 'launch', console: 'integratedTerminal' };
      assert.deepEqual(forRun(node, variables), { ...node, console: 'internalConsole', env: { PORT: '21000', GONE: null } });
    });

    it('prints where it can be read, where its debugger would open a terminal', () => {
      const python = { name: 'a', type: 'debugpy', request: 'launch' };
      assert.deepEqual(forRun(python, {}), { ...python, console: 'internalConsole', env: {} });
    });

    it('is known by the variables that it gives its program, in either way', () => {
      assert.deepEqual(variablesIn({ env: { A: '1', GONE: null, N: 3 }, environment: [{ name: 'B', value: '2' }, { name: 'C' }, 'D'] }), {
        A: '1',
        B: '2',
      });
      assert.deepEqual(variablesIn({ env: [], environment: 'x' }), {});
    });

    it('stays as it is where it attaches: what it attaches to has them', () => {
      const attach = { name: 'a', type: 'node', request: 'attach', port: 9229 };
      assert.deepEqual(forRun(attach, variables), attach);
    });

    it("differs from the editor's own environment in what the run says", () => {
      const editor = { PATH: '/bin', HOME: '/home/ada', VSCODE_PID: '7', PORT: '3000' };
      assert.deepEqual(differenceTo(editor, { PATH: '/opt/node:/bin', HOME: '/home/ada', PORT: '21000' }), {
        PATH: '/opt/node:/bin',
        PORT: '21000',
        VSCODE_PID: null,
      });
    });
  });
});
