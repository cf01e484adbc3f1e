import assert from 'node:assert/strict';
import { programEnvironment } from '../../../src/checks/runner/startCommand';

describe('the environment of a program under test', () => {
  it('is that of the host without what is of the editor and of npm', () => {
    const host = {
      PATH: '/bin',
      HOME: '/home/ada',
      VSCODE_IPC_HOOK: 'x',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect',
      npm_config_registry: 'x',
      PORT: '3000',
      HOST: '0.0.0.0',
    };
    assert.deepEqual(programEnvironment(host, {}, {}, '/scratch'), { PATH: '/bin', HOME: '/home/ada' });
  });

  it("has the repo's own variables, and those of the checks over them, with the folder of the run", () => {
    const own = { MODE: 'own', DATA_FILE: 'todos.json' };
    const suite = { DATA_FILE: '{scratch}/todos.json', LOG_LEVEL: 'warn' };
    assert.deepEqual(programEnvironment({ MODE: 'host' }, own, suite, '/tmp/x'), {
      MODE: 'own',
      DATA_FILE: '/tmp/x/todos.json',
      LOG_LEVEL: 'warn',
    });
  });
});
