import assert from 'node:assert/strict';
import { eventLine, parseEvent, type RunEvent } from '../../../../src/checks/model/events';

describe('events of the runner', () => {
  it('are one line each, and come back as they were', () => {
    const events: RunEvent[] = [
      {
        type: 'run-started',
        project: 'rest-api',
        command: 'npm start',
        stages: [{ id: 'hello', number: 1, title: 'Hello', checks: [{ id: 'a', title: 'A' }] }],
      },
      { type: 'output', text: 'two\nlines \u2028 and "marks"' },
      { type: 'check-finished', stage: 'hello', check: 'a', ms: 1.5, failure: { message: 'no', expected: '1', actual: '2' } },
      { type: 'run-finished', outcome: 'cancelled', ms: 3, startMs: 0, requestMs: 0 },
    ];
    for (const event of events) {
      const line = eventLine(event);
      assert.equal(line.split('\n').length, 2);
      assert.deepEqual(parseEvent(line), event);
    }
  });

  it('are not believed when they are anything else', () => {
    for (const line of [
      '',
      'Debugger attached.',
      '{}',
      'null',
      '{"type":"rm -rf"}',
      '{"type":"problem","code":"anything","message":"x"}',
      '{"type":"stage-finished","stage":"a","passed":"yes","ms":1}',
      '{"type":"run-finished","outcome":"passed","ms":-1,"startMs":0,"requestMs":0}',
    ]) {
      assert.equal(parseEvent(line), undefined, line);
    }
  });
});
