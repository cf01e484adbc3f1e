import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askRegistry, lockedPackages, reportLines } from '../../../src/build/dependencies';

const manifest = JSON.stringify({ dependencies: { plain: '1.0.0' }, devDependencies: { '@scope/tool': '2.0.0', other: 'npm:real@3.0.0' } });
const lock = JSON.stringify({
  packages: {
    '': { name: 'ours', version: '0.1.0' },
    'node_modules/plain': { version: '1.0.0' },
    'node_modules/@scope/tool': { version: '2.0.0' },
    'node_modules/other': { name: 'real', version: '3.0.0' },
    'node_modules/plain/node_modules/plain': { version: '0.5.0' },
    'node_modules/deep': { version: '4.0.0' },
  },
});
const packuments: Readonly<Record<string, unknown>> = {
  '/plain': {
    'dist-tags': { latest: '1.1.0' },
    time: { created: '2020-01-01T00:00:00Z', modified: '2026-11-01T00:00:00Z', '1.0.0': '2026-01-01T00:00:00Z', '1.1.0': '2026-06-01T00:00:00Z', '2.0.0-rc': '2026-07-01T00:00:00Z' }, // prettier-ignore
  },
  '/@scope%2ftool': { 'dist-tags': { latest: '2.0.0' }, time: { '2.0.0': '2026-06-30T00:00:00Z' } },
};

describe('the list of dependencies', () => {
  let server: Server;
  let registry = '';
  let asked: unknown;
  let answerAdvisories: (response: ServerResponse) => void;

  beforeEach(async () => {
    asked = undefined;
    answerAdvisories = (response) =>
      response.end(
        JSON.stringify({ deep: [{ id: 1, title: 'Breaks', severity: 'high', url: 'https://example.org/1', vulnerable_versions: '<5' }] }),
      );
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => server.close());

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk') {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      asked = JSON.parse(text);
      answerAdvisories(response);
      return;
    }
    const found = packuments[request.url ?? ''];
    if (found === undefined) response.statusCode = 404;
    response.end(JSON.stringify(found ?? {}));
  }

  const report = () => askRegistry(lockedPackages(manifest, lock), registry);

  it('knows what is named directly, by its name in the registry, and all that comes with it', () => {
    const direct = lockedPackages(manifest, lock).filter((one) => one.direct !== undefined);
    assert.deepEqual(direct, [
      { name: 'plain', version: '1.0.0', direct: 'dependency' },
      { name: '@scope/tool', version: '2.0.0', direct: 'development' },
      { name: 'real', version: '3.0.0', direct: 'development' },
    ]);
  });

  it('says of each what is used, what is newest, how old both are, when something last came, and what is known', async () => {
    const lines = reportLines(await report(), new Date('2026-07-01T00:00:00Z'));
    const words = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.split(/ {2,}/);
    assert.deepEqual(words('plain'), ['plain', '1.0.0', '181 days', '1.1.0', '30 days', '2026-07-01', '0']);
    assert.deepEqual(words('@scope/tool'), ['@scope/tool', '2.0.0', '1 day', '=', '1 day', '2026-06-30', '0']);
    assert.deepEqual(words('real'), ['real', '3.0.0', '?', '?', '?', '?', '0']);
    assert.ok(lines.includes('deep: high, Breaks https://example.org/1'));
    assert.ok(lines.includes(`The registry ${registry.slice(0, -1)} says nothing about real (status 404).`));
    assert.deepEqual(asked, { plain: ['1.0.0', '0.5.0'], '@scope/tool': ['2.0.0'], real: ['3.0.0'], deep: ['4.0.0'] });
  });

  it('does not say that there are no advisories when nobody has said so', async () => {
    for (const wrong of ['{"deep": 1}', 'not JSON']) {
      answerAdvisories = (response) => response.end(wrong);
      const { advisories, unknown } = await report();
      assert.deepEqual(advisories, []);
      assert.ok(
        unknown.some((sentence) => sentence.includes('does not answer about advisories')),
        unknown.join(),
      );
    }
    answerAdvisories = (response) => response.writeHead(405).end();
    const lines = reportLines(await report(), new Date());
    assert.ok(
      lines.includes(`The registry ${registry.slice(0, -1)} does not answer about advisories (status 405): ask again before a release.`),
    );
    assert.ok(!lines.some((line) => line.includes('No advisory')));
    assert.match(lines.find((line) => line.startsWith('plain')) ?? '', /\?$/);
  });

  it('says that no advisory is known when the registry says so', async () => {
    answerAdvisories = (response) => response.end('{}');
    assert.ok(reportLines(await report(), new Date()).includes('No advisory is known for any of them.'));
  });

  it('says in one sentence that the registry does not answer at all', async () => {
    await new Promise((resolve) => server.close(resolve));
    const { rows, unknown } = await report();
    assert.equal(rows.length, 3);
    assert.deepEqual(unknown, [
      `The registry ${registry.slice(0, -1)} does not answer (ECONNREFUSED): what is newer, and how old all is, is not known.`,
      `The registry ${registry.slice(0, -1)} does not answer about advisories (ECONNREFUSED): ask again before a release.`,
    ]);
  });
});
