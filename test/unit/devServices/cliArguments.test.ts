import { strict as assert } from 'node:assert';
import { readArguments } from '../../../src/devServices/cliArguments';

describe('Arguments of the dev services', () => {
  it('are read in any order and form', () => {
    const expected = {
      mode: 'run',
      folder: 'x',
      only: ['redis', 'mongodb'],
      standInsOnly: false,
      command: ['npm', 'test', '--', '--only'],
    };
    assert.deepEqual(readArguments(['--only=redis, mongodb,redis', '--for', 'x', '--', 'npm', 'test', '--', '--only']), expected);
    assert.deepEqual(readArguments(['--for=a=b']), { mode: 'run', folder: 'a=b', only: undefined, standInsOnly: false, command: [] });
    assert.deepEqual(readArguments(['--built-in', '--for', 'x']), {
      mode: 'run',
      folder: 'x',
      only: undefined,
      standInsOnly: true,
      command: [],
    });
    assert.deepEqual(readArguments(['--for', 'x', '-h']), { mode: 'help' });
  });

  it('are refused where they make no sense', () => {
    for (const args of [[], ['--for'], ['--for='], ['x'], ['--for', 'x', '--only', ''], ['--for', 'x', '--'], ['--port', '1']]) {
      assert.equal(readArguments(args).mode, 'wrong', args.join(' '));
    }
  });
});
