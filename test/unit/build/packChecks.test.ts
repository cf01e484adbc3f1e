import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packChecks } from '../../../src/build/packChecks';
import type { Roadmap } from '../../../src/content/schema';
import { makeTemporary } from '../../support/temporary';

describe('the checks of a project, when they are built', function () {
  this.timeout(20_000);

  it('count on variables by the ids that their stage has', async () => {
    const folder = makeTemporary('pack-checks');
    const write = (path: string, text: string): void => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('projects/api/checks/hello.ts', '');
    write('projects/api/stages/hello.md', '## Build it\n');
    const checks = `[{ id: 'signs', title: 'It signs' }]`;
    write('built/api/hello.mjs', `export const stage = { checks: ${checks}, countsOn: { signs: ['SECRET'], sings: ['SECRET'] } };`);
    const project = { id: 'api', title: 'API', environment: {}, stages: [{ id: 'hello', title: 'Hello', topics: [] }] };
    const roadmap = { sections: [], projects: { items: [project] } } as unknown as Roadmap;
    await assert.rejects(packChecks(folder, roadmap, join(folder, 'built')), (error: Error) => {
      assert.match(error.message, /api\/checks\/hello\.ts: "countsOn" names a check "sings" that is not there/);
      assert.doesNotMatch(error.message, /"signs" that/);
      return true;
    });
  });
});
