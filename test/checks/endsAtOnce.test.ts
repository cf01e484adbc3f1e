/** A system that cannot ask a program to end, as Windows: what a check that restarts it does there, and says. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check, defineStage, fail } from '../../src/checks/kit';
import type { Stage } from '../../src/checks/kit/stage';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { repoWith } from './support/misbehaving';
import { eventsHere } from './support/runner';

const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

/** Says that it was asked to end. */
const PROGRAM = `
  import { createServer } from 'node:http';
  import { writeFileSync } from 'node:fs';
  createServer((_, response) => response.end('{}')).listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => { writeFileSync('asked.txt', ''); process.exit(); });
`;

const stage = defineStage({
  checks: [
    check('forgets', 'It remembers after a restart', async ({ program }) => {
      await program.restart();
      fail('It forgot everything.');
    }),
    check('fails', 'It answers', async ({ api }) => {
      await api.get('/');
      fail('It does not answer.');
    }),
  ],
});

describe('a system on which no program can be asked to end', function () {
  this.timeout(30_000);

  const run = async (canAskToEnd: boolean, start = 'node asked.mjs') => {
    const folder = await repoWith('none', { start });
    await writeFile(join(folder, 'asked.mjs'), PROGRAM);
    const events = await eventsHere(folder, {
      canAskToEnd,
      limits: { stop: 1_000 },
      suites: {
        suiteOf: (project) =>
          Promise.resolve({
            project,
            title: project,
            environment: {},
            stages: [{ id: 'one', title: 'One', topics: [], checks: stage.checks }],
          }),
        stageOf: () => Promise.resolve(stage as Stage<unknown>),
      },
    });
    return {
      wasAsked: existsSync(join(folder, 'asked.txt')),
      messages: allOf(events, 'check-finished').map(({ failure }) => failure?.message),
      notices: allOf(events, 'notice').map(({ message }) => message),
    };
  };

  it('has programs ended at once, and the check that restarts one says so when it fails', async () => {
    assert.deepEqual(await run(false), {
      wasAsked: false,
      messages: [
        'It forgot everything. This system cannot ask a program to end, so the check ended it at once, as a power cut does.',
        'It does not answer.',
      ],
      notices: [],
    });
  });

  it('tells of no SIGTERM that a program did not follow', async () => {
    const ignores = 'node main.mjs ignores-sigterm';
    assert.deepEqual((await run(false, ignores)).notices, []);
    const told = 'The program did not end within 1 seconds of SIGTERM, and was killed.';
    assert.deepEqual((await run(true, ignores)).notices, [told, told]);
  });

  it('is unlike others, where it is asked', async () => {
    assert.deepEqual(await run(true), {
      wasAsked: true,
      messages: ['It forgot everything.', 'It does not answer.'],
      notices: [],
    });
  });
});
