import assert from 'node:assert/strict';
import { parseDebugNews, parseDebugRequest } from '../../../../src/checks/model/debugging';

describe('what the runner and the editor say of a debugged program', () => {
  const launch = { type: 'launch', program: 1, command: 'npm start', folder: '/todos', environment: { PORT: '21000' } } as const;

  it('is read on the side of the editor', () => {
    assert.deepEqual(parseDebugRequest(launch), launch);
    assert.deepEqual(parseDebugRequest({ type: 'attach', program: 2 }), { type: 'attach', program: 2 });
    assert.deepEqual(parseDebugRequest({ type: 'end', program: 2, more: true }), { type: 'end', program: 2 });
  });

  it('is read on the side of the runner', () => {
    const printed = { type: 'printed', program: 1, text: 'up', stream: 'stdout' } as const;
    assert.deepEqual(parseDebugNews(printed), printed);
    const variables = { type: 'variables', program: 1, variables: { DB_PASSWORD: 'x' } } as const;
    assert.deepEqual(parseDebugNews(variables), variables);
    for (const type of ['begun', 'paused', 'resumed', 'ended'] as const)
      assert.deepEqual(parseDebugNews({ type, program: 1 }), { type, program: 1 });
    assert.deepEqual(parseDebugNews({ type: 'ended', program: 1, exitCode: 3 }), { type: 'ended', program: 1, exitCode: 3 });
  });

  for (const value of [
    undefined,
    'cancel',
    {},
    { ...launch, program: 0 },
    { ...launch, program: '1' },
    { ...launch, environment: { PORT: 21_000 } },
    { ...launch, command: undefined },
    { type: 'other', program: 1 },
    { type: 'printed', program: 1, text: 'up', stream: 'console' },
    { type: 'refused', program: 1 },
    { type: 'variables', program: 1, variables: { PORT: 21_000 } },
    { type: 'ended', program: 1, exitCode: 1.5 },
  ]) {
    it(`is nothing of the kind: ${JSON.stringify(value)}`, () => {
      assert.equal(parseDebugRequest(value), undefined);
      assert.equal(parseDebugNews(value), undefined);
    });
  }
});
