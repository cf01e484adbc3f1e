import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { History } from '../../../src/progress/model/history';
import { mergeInto, type Register, type Registers } from '../../../src/progress/model/registers';
import { register } from './arbitraries';

const STATUS = 'small/http#status';
const QUIZ = 'small/http#proof:quiz:http';
const STAGE = 'small/http#proof:stage:rest-api.crud';
const REVIEW = 'small/http#review';

/** A window with its copy of the registers: what it writes is remembered, what it receives is not. */
class Window {
  readonly registers = new Map<string, Register>();
  private readonly history = new History();

  constructor(
    private readonly time: { now: number },
    private readonly w = 'here',
  ) {}

  /** Returns whether undo can take it back. */
  write(values: Record<string, Register['v']>): boolean {
    return this.take(new Map(Object.entries(values).map(([key, v]) => [key, { v, ...this.stamp() }])));
  }

  /** As an import does: with the stamps of those who wrote it. */
  take(registers: Registers): boolean {
    const entries = [...registers].map(([key, after]) => ({ key, before: this.registers.get(key), after }));
    mergeInto(this.registers, registers);
    return this.history.remember({ entries });
  }

  receive(other: Window): void {
    mergeInto(this.registers, other.registers);
  }

  /** Returns the keys that it changed. */
  undo(): string[] {
    const restored = this.history.takeBack(this.registers, () => this.stamp());
    return mergeInto(this.registers, restored);
  }

  values(...keys: string[]): (Register['v'] | undefined)[] {
    return keys.map((key) => this.registers.get(key)?.v);
  }

  private stamp() {
    return { t: this.time.now++, w: this.w };
  }
}

describe('history', () => {
  let time: { now: number };
  let window: Window;
  beforeEach(() => {
    time = { now: 1 };
    window = new Window(time);
  });

  it('takes back one change after the other, to the beginning', () => {
    window.write({ [STATUS]: 'doing' });
    window.write({ [STATUS]: 'done', 'small/sql#status': 'done' });
    assert.deepEqual(window.undo(), [STATUS, 'small/sql#status']);
    assert.deepEqual(window.values(STATUS, 'small/sql#status'), ['doing', null]);
    assert.deepEqual(window.undo(), [STATUS]);
    assert.deepEqual(window.undo(), []);
    assert.deepEqual(window.values(STATUS), [null]);
  });

  it('takes back ticks of links and the plan', () => {
    window.write({ 'small/-roadmap#plan': { hours: 5 } });
    window.write({ 'small/http#read:0123456789abcdef': true });
    assert.deepEqual([window.undo(), window.undo()], [['small/http#read:0123456789abcdef'], ['small/-roadmap#plan']]);
  });

  it('leaves what was earned since, and goes on to the last thing that the learner did', () => {
    window.write({ [STATUS]: 'done' });
    assert.equal(window.write({ [QUIZ]: true }), false);
    assert.equal(window.write({ [STAGE]: true }), false);
    assert.equal(window.write({ [REVIEW]: { step: 2, at: 5 } }), false);
    assert.deepEqual(window.undo(), [STATUS]);
    assert.deepEqual(window.undo(), []);
    assert.deepEqual(window.values(STATUS, QUIZ, STAGE, REVIEW), [null, true, true, { step: 2, at: 5 }]);
  });

  it('does not count what was earned among the hundred changes that it keeps', () => {
    window.write({ [STATUS]: 'done' });
    for (let i = 0; i < 100; i++) window.write({ [`small/http#proof:stage:p.s${i}`]: true });
    assert.deepEqual(window.undo(), [STATUS]);
  });

  it('takes back a reset whole, with what was earned', () => {
    window.write({ [STATUS]: 'done' });
    window.write({ [QUIZ]: true, [REVIEW]: { step: 2, at: 5 } });
    assert.equal(window.write({ [STATUS]: null, [QUIZ]: null, [REVIEW]: null }), true);
    window.undo();
    assert.deepEqual(window.values(STATUS, QUIZ, REVIEW), ['done', true, { step: 2, at: 5 }]);
    assert.deepEqual(window.undo(), [STATUS]);
    assert.deepEqual(window.values(STATUS, QUIZ), [null, true]);
  });

  it('leaves what was earned again after a reset', () => {
    window.write({ [STATUS]: 'done', [QUIZ]: true });
    window.write({ [STATUS]: null, [QUIZ]: null });
    window.write({ [QUIZ]: true });
    const earned = window.registers.get(QUIZ);
    assert.deepEqual(window.undo(), [STATUS]);
    assert.equal(window.registers.get(QUIZ), earned);
  });

  it('takes back what an import set, and leaves the proofs that it brought', () => {
    const imported = (v: Register['v']) => ({ v, t: time.now++, w: 'file' });
    assert.equal(window.take(new Map([[STATUS, imported('done')], [QUIZ, imported(true)]])), true); // prettier-ignore
    assert.equal(window.take(new Map([[STAGE, imported(true)]])), false);
    assert.deepEqual(window.undo(), [STATUS]);
    assert.deepEqual(window.values(STATUS, QUIZ, STAGE), [null, true, true]);
  });

  it('brings back what an import had cleared', () => {
    window.write({ [QUIZ]: true });
    window.take(new Map([[QUIZ, { v: null, t: time.now++, w: 'file' }]]));
    window.undo();
    assert.deepEqual(window.values(QUIZ), [true]);
  });

  it('leaves what another window set or earned, on a topic that both have changed', () => {
    const other = new Window(time, 'there');
    window.write({ [STATUS]: 'done' });
    other.receive(window);
    other.write({ [QUIZ]: true });
    window.receive(other);
    assert.deepEqual(window.undo(), [STATUS]);
    other.receive(window);
    for (const one of [window, other]) assert.deepEqual(one.values(STATUS, QUIZ), [null, true]);
    assert.deepEqual(other.undo(), []);
  });

  it('goes on past a change of which another window has left nothing', () => {
    const other = new Window(time, 'there');
    window.write({ 'small/sql#status': 'done' });
    window.write({ [STATUS]: 'done' });
    other.write({ [STATUS]: 'skipped' });
    window.receive(other);
    assert.deepEqual(window.undo(), ['small/sql#status']);
    assert.deepEqual(window.values(STATUS, 'small/sql#status'), ['skipped', null]);
  });

  it('whatever was changed, no proof is cleared by undo', () => {
    const step = fc.array(fc.tuple(fc.constantFrom(STATUS, QUIZ, STAGE), register), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const one = new Window({ now: 10 });
        for (const entries of steps) one.write(Object.fromEntries(entries.map(([key, { v }]) => [key, v])));
        for (let i = 0; i <= steps.length; i++) {
          const proven = [QUIZ, STAGE].filter((key) => one.registers.get(key)?.v === true);
          one.undo();
          assert.ok(proven.every((key) => one.registers.get(key)?.v === true));
        }
      }),
    );
  });
});
