import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { PortClaims } from '../../../src/checks/runner/ports';

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

describe('the ports that a run claims', () => {
  const claims = [new PortClaims('one'), new PortClaims('one')] as const;
  afterEach(() => Promise.all(claims.map((one) => one.release())));

  it("are nobody else's, of this process or another, and free for the program", async () => {
    const ports = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? claims[0] : claims[1]).claim()));
    assert.equal(new Set(ports).size, 40);
    for (const port of ports) {
      assert.ok(port >= 21_000 && port < 25_000 && port % 2 === 0, String(port));
      assert.ok(await canListen(port), `${port} is free`);
      assert.ok(!(await canListen(port + 1)), `${port} is claimed`);
    }
  });

  it('are the same from run to run, and others for another project', async () => {
    const first = await claims[0].claim();
    await claims[0].release();
    assert.equal(await claims[1].claim(), first);
    const other = new PortClaims('another');
    assert.notEqual(await other.claim(), first);
    await other.release();
  });

  it('are given back at its end', async () => {
    const port = await claims[0].claim();
    await claims[0].release();
    assert.ok(await canListen(port + 1));
  });
});
