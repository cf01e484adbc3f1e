import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryHealth, type Project } from './projects';
import { runIn, type Settings } from './programs';
import { copyRepo, modulesOf, type Form } from './repos';
import { scaffoldAll } from './scaffold';
import { startRealServers, type Servers } from './servers';
import { withStartedProject } from './startedProject';
import { timed } from './timings';
import { Turns } from './turns';

/** One form of a project with one kind of servers. */
export interface Kind {
  readonly form: Form;
  readonly servers: Servers;
  /** Types are the same whatever the servers: each form is checked once, one in each lane. */
  readonly isTypeChecked: boolean;
  /**
   * Its own tests are run: those of the starter by its own command with the dev services, those of the finished project, three times as
   * many, in one process with the real servers. That the finished one works with the dev services, too, and the starter with the real
   * servers, is what the suite of the checks shows.
   */
  readonly isTested: boolean;
}

/** As many lanes run at once as the smallest machine has cores, of whatever projects. */
const turns = new Turns(2);

/**
 * What is tried of a project, in two lanes that can run side by side: one with the dev services and one with the real servers, or, where
 * no services are needed, one for each form.
 */
function lanesOf({ services }: Project): readonly (readonly Kind[])[] {
  if (services.length === 0) return FORMS.map((form) => [{ form, servers: 'no services', isTypeChecked: true, isTested: true }]);
  const lane = (servers: Servers, whole: Form): Kind[] =>
    FORMS.map((form) => ({ form, servers, isTypeChecked: form === whole, isTested: form === whole }));
  return [lane('dev services', 'starter'), lane('real servers', 'finished')];
}

const FORMS: readonly Form[] = ['starter', 'finished'];

export const kindsOf = (project: Project): readonly Kind[] => lanesOf(project).flat();

/** Says what is not what it seems: there is no real MongoDB to be had from Debian or npm. */
export function titleOf({ services }: Project, { form, servers }: Kind): string {
  const what = form === 'starter' ? 'the starter' : 'the starter with the solution laid over it';
  if (servers !== 'real servers') return `${what}, with ${servers}`;
  const real = services.filter((service) => service !== 'mongodb').join(' and ');
  return `${what}, with the real ${real}${services.includes('mongodb') ? ' (there is no real mongodb here: the stand-in)' : ''}`;
}

/** The steps of one trial, under way as soon as they exist. */
export interface Steps {
  readonly typeCheck: Promise<void> | undefined;
  readonly startAndStop: Promise<void>;
  readonly runTests: Promise<void> | undefined;
}

const begun = new Map<string, readonly Steps[]>();

/** The trials of a project, which begin when they are first asked for, as soon as two cores have time for them. */
export function trialsOf(project: Project): readonly Steps[] {
  const known = begun.get(project.id);
  if (known) return known;
  // The registry is waited for while others are tried. Who needs the packages is told if they cannot be had.
  modulesOf(project.id).catch(() => undefined);
  const steps = lanesOf(project).flatMap((lane) => beginLane(project, lane));
  begun.set(project.id, steps);
  return steps;
}

/** One step after the other, whether those before went well or not. */
function beginLane(project: Project, lane: readonly Kind[]): readonly Steps[] {
  const turn = turns.next();
  let previous: Promise<unknown> = turn.begins;
  const next = (work: () => Promise<void>): Promise<void> => {
    const step = previous.then(work, work);
    // Whoever waits for the step is told of its failure; until then it is nobody's.
    step.catch(() => undefined);
    previous = step;
    return step;
  };
  const steps = lane.map((kind) => stepsOf(project, kind, next));
  previous.then(turn.end, turn.end);
  return steps;
}

function stepsOf(project: Project, kind: Kind, next: (work: () => Promise<void>) => Promise<void>): Steps {
  const { id, services } = project;
  const name = `${id}, ${kind.form}, ${kind.servers}`;
  let copy: Promise<string> | undefined;
  const folder = (): Promise<string> => (copy ??= copyRepo(id, kind.form, kind.servers));
  const withServers = async (use: (settings: Settings) => Promise<void>): Promise<void> => {
    const servers = kind.servers === 'real servers' ? await startRealServers(services) : undefined;
    await use(servers?.settings ?? {}).finally(() => servers?.stop());
  };
  const step = (title: string, work: (folder: string) => Promise<void>): Promise<void> =>
    next(async () => {
      const where = await folder();
      await timed(name, title, () => work(where));
    });

  return {
    typeCheck: kind.isTypeChecked
      ? step('types', async (where) => {
          await runIn(where, ['npm', 'run', 'typecheck']);
        })
      : undefined,
    startAndStop: step('start', (where) =>
      withServers((settings) =>
        withStartedProject(where, settings, async (url) => {
          await tryHealth(url);
          await project.tryFirstSlice(url);
        }),
      ),
    ),
    runTests: kind.isTested
      ? step('tests', (where) =>
          withServers(async (settings) => {
            const { cli } = (await scaffoldAll()).devServices;
            const withServices = services.length === 0 ? [] : [process.execPath, cli, '--built-in', '--for', '.', '--'];
            const command = kind.form === 'starter' ? ['npm', 'test'] : await testsTogether(where);
            assertAllPassed(await runIn(where, [...withServices, ...command], settings));
          }),
        )
      : undefined,
  };
}

/** The command that runs all tests of a project in one process, with what its own command loads first. */
async function testsTogether(folder: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { scripts: { test: string } };
  const [, loaded] = /^node (.+) --test test\/\*\.test\.ts$/.exec(scripts.test) ?? [];
  assert.ok(loaded !== undefined, `the tests of ${folder} are run by "${scripts.test}"`);
  const files = (await readdir(join(folder, 'test'))).filter((name) => name.endsWith('.test.ts'));
  return [process.execPath, ...loaded.split(' '), join(__dirname, 'together.mjs'), ...files.map((name) => join(folder, 'test', name))];
}

/** Holds the summary of node:test to what a good run says: that it ended with 0 is also true when no test was found. */
function assertAllPassed(output: string): void {
  const counts = new Map([...output.matchAll(/^(?:#|ℹ) (\w+) (\d+)$/gm)].map(([, word, count]) => [word, Number(count)]));
  const tests = counts.get('tests') ?? 0;
  assert.ok(tests > 0, `no test ran:\n${output.slice(-2000)}`);
  for (const word of ['fail', 'cancelled', 'skipped', 'todo']) assert.equal(counts.get(word), 0, `${word}:\n${output.slice(-4000)}`);
  assert.equal(counts.get('pass'), tests);
}
