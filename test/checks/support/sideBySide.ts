/**
 * Checks several repos at once in this process and tells of every answer that came from another one's program, as JSON:
 * `tsx test/checks/support/sideBySide.ts <runs at once> <rounds>`. Each program has a word of its own, which a check asks it for again and
 * again: after its start, after a restart and a crash, and beside a second instance with another word.
 */
import { randomUUID } from 'node:crypto';
import { check, defineStage, equal } from '../../../src/checks/kit';
import type { Stage } from '../../../src/checks/kit/stage';
import { repoWith } from './misbehaving';
import { eventsHere, troubles } from './runner';
import { summarize } from '../../../src/checks/runner/reporters/summary';
import type { EventOf } from '../../../src/checks/model/events';

/** What rounds of runs at once came to. */
export interface SideBySide {
  readonly runs: number;
  /** What went wrong in each that did not pass. */
  readonly troubles: readonly string[];
}

const ASKED = 20;

function stageWith(own: string): Stage<unknown> {
  return defineStage<unknown>({
    environment: { TOKEN: own },
    checks: [
      check<unknown>('own', 'The program that answers is the one that was started', async ({ program, startAnother }) => {
        const other = randomUUID();
        const says = async (of: typeof program, word: string): Promise<void> => {
          for (let asked = 0; asked < ASKED; asked++) equal('The word of the program', (await of.api.get('/')).text, word);
        };
        await says(program, own);
        const another = await startAnother({ TOKEN: other });
        await Promise.all([says(program, own), says(another, other)]);
        await program.restart();
        await says(program, own);
        await program.crash();
        await program.start();
        await Promise.all([says(program, own), says(another, other)]);
      }),
    ],
  });
}

async function runOne(): Promise<string> {
  const own = randomUUID();
  const stages = [{ id: 'own', title: 'Own', topics: [], checks: [{ id: 'own', title: 'Own' }] }];
  const events = await eventsHere(await repoWith('says-token'), {
    stage: 'own',
    suites: {
      suiteOf: (project) => Promise.resolve({ project, title: project, environment: {}, stages }),
      stageOf: () => Promise.resolve(stageWith(own)),
    },
  });
  return troubles(summarize(events, events.at(-1) as EventOf<'run-finished'>));
}

async function main(atOnce: number, rounds: number): Promise<void> {
  const found: string[] = [];
  for (let round = 0; round < rounds; round++) found.push(...(await Promise.all(Array.from({ length: atOnce }, runOne))));
  const result: SideBySide = { runs: found.length, troubles: found.filter((text) => text !== '') };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
}

void main(Number(process.argv[2]), Number(process.argv[3]));
