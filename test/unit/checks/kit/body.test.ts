import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BodyError, bodyOf } from '../../../../src/checks/kit/body';

describe('a body that comes in chunks', () => {
  it('is whole, however they are torn', async () => {
    const text = 'walk the dog \u00e4\u{1f600}'.repeat(1_000);
    for (const size of [1, 3, 1_000, 1_000_000]) {
      const response = new PassThrough();
      const body = bodyOf(response, 1_000_000);
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
      response.end();
      assert.equal((await body).toString(), text);
    }
  });

  it('has as many bytes as are allowed, and no more', async () => {
    const of = (size: number) => bodyOf(new PassThrough().end(Buffer.alloc(size)), 1024 * 1024);
    assert.equal((await of(1024 * 1024)).length, 1024 * 1024);
    await assert.rejects(of(1024 * 1024 + 1), new BodyError('is larger than 1 MB and has not ended'));
  });

  it('costs what its bytes cost, also where each is a chunk of its own', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const response = new PassThrough();
    const body = bodyOf(response, 1_000_000);
    const before = used();
    for (let at = 0; at < 200_000; at++) response.emit('data', Buffer.from('x'));
    const grown = used() - before;
    response.end();
    assert.equal((await body).length, 200_000);
    assert.ok(grown < 5_000_000, `${grown} bytes for 200,000`);
  });
});
