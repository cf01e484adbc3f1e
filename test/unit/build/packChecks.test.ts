import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packChecks } from '../../../src/build/packChecks';
import type { CheckSuite } from '../../../src/content/stage';
import type { Roadmap } from '../../../src/content/schema';
import { makeTemporary } from '../../support/temporary';

describe('the checks of a project, when they are built', function () {
  this.timeout(20_000);

  const project = { id: 'api', title: 'API', environment: {}, stages: [{ id: 'hello', title: 'Hello', topics: [] }] };
  const roadmap = { sections: [], projects: { items: [project] } } as unknown as Roadmap;
  const TEXT = `\`GET /todos\` answers **all**
of them.

## What is checked

- It signs

## Hints

### One

### Two

### Three
`;

  /** Packs the checks of a stage with this text and these fields. */
  const pack = async (text: string, fields: string): Promise<{ folder: string; stages: Awaited<ReturnType<typeof packChecks>> }> => {
    const folder = makeTemporary('pack-checks');
    const write = (path: string, content: string): void => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    write('projects/api/checks/hello.ts', '');
    write('projects/api/stages/hello.md', text);
    write('built/api/hello.mjs', `export const stage = { checks: [{ id: 'signs', title: 'It signs' }], ${fields} };`);
    return { folder, stages: await packChecks(folder, roadmap, join(folder, 'built')) };
  };

  it('count on variables by the ids that their stage has', async () => {
    await assert.rejects(pack('## Build it\n', `countsOn: { signs: ['SECRET'], sings: ['SECRET'] }`), (error: Error) => {
      assert.match(error.message, /api\/checks\/hello\.ts: "countsOn" names a check "sings" that is not there/);
      assert.doesNotMatch(error.message, /"signs" that/);
      return true;
    });
  });

  it('have passages of the text, as they read, with where they stand', async () => {
    const { folder, stages } = await pack(TEXT, "passages: { signs: '`GET /todos` answers **all** of them.' }");
    // Below the title, and a line that is empty.
    const passage = { quote: 'GET /todos answers all of them.', line: 2 };
    assert.deepEqual(stages.get('api')?.[0]?.checks, [{ id: 'signs', title: 'It signs', line: 7, passage }]);
    const suite = JSON.parse(readFileSync(join(folder, 'built/api/project.json'), 'utf8')) as CheckSuite;
    assert.deepEqual(suite.stages[0]?.checks, [{ id: 'signs', title: 'It signs', passage: 'GET /todos answers all of them.' }]);
  });

  it('are refused with a passage that is not in the text above the list, or of a check that is not there', async () => {
    for (const [fields, message] of [
      [
        "passages: { signs: 'answers all of them' }",
        /api\/checks\/hello\.ts: the passage of the check "signs" is not in the text of the stage/,
      ],
      ["passages: { signs: 'It signs' }", /the passage of the check "signs" is not in the text/],
      ["passages: { sings: 'of them' }", /api\/checks\/hello\.ts: "passages" names a check "sings" that is not there/],
    ] as const)
      await assert.rejects(pack(TEXT, fields), message);
  });
});
