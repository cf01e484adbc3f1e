import assert from 'node:assert/strict';
import { Lanes } from './support/lanes';

describe('lanes', () => {
  it('that are closed begin nothing more, and wait for what has begun', async () => {
    const lanes = new Lanes(1);
    const begun: string[] = [];
    let end = (): void => undefined;
    const first = lanes.run(() => {
      begun.push('first');
      return new Promise<void>((resolve) => (end = resolve));
    });
    const begin = (name: string) => lanes.run(() => Promise.resolve(begun.push(name)));
    const second = assert.rejects(begin('second'), /not begun: the tests are over/);
    await new Promise(setImmediate);
    let isClosed = false;
    const closed = lanes.close().then(() => (isClosed = true));
    await second;
    await assert.rejects(begin('third'), /not begun: the tests are over/);
    assert.equal(isClosed, false, 'the first has not ended');
    end();
    await Promise.all([first, closed]);
    assert.deepEqual(begun, ['first']);
  });
});
