/**
 * What a whole window's start costs with the extension, an empty one, and a toy (a command, a tree, a status item), until the
 * extension host is idle: `tsx test/bench/start.ts [rounds] [folder of another build]`. Printed, not asserted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../support/browser';
import { buildVariant } from '../support/extensionVariant';
import { startServer, type Server } from '../support/server';
import { median, medianInterval } from '../support/statistics';
import { makeTemporary, removeTemporary } from '../support/temporary';
import { Stop, waitUntil } from '../support/wait';
import { writeEmpty, writeProbe, writeToy, type Variant } from './startVariants';

const MAX_CPU_OVER_TOY = 30;
const MAX_HEAP_OVER_EMPTY = 2;
/** So many windows of each are sampled: what is in the extension's own frames differs little from one to the next. */
const PROFILES = 5;

/** What one window has used, in milliseconds and megabytes; with a profile, also where in the extension it was. */
interface Sample {
  readonly cpu: number;
  readonly heap: number;
  readonly frames?: Readonly<Record<string, number>>;
  readonly error?: string;
}

/** A server with one variant, which measures each window that is opened on it. */
interface Lane {
  readonly name: string;
  readonly server: Server;
  readonly samplesFile: string;
}

async function main(rounds: number, other: string | undefined): Promise<void> {
  const work = makeTemporary('start');
  const built = await buildVariant();
  const ours: Variant = { name: 'extension', path: built };
  const others: Variant[] = other === undefined ? [] : [{ name: 'other build', path: other }];
  const rivals = [await writeEmpty(join(work, 'empty')), await writeToy(join(work, 'toy')), ...others];
  try {
    const samples = await measure(work, [ours, ...rivals], rounds, false);
    report(samples, rounds);
    const profiles = await measure(work, [ours, ...others], PROFILES, true);
    for (const [name, windows] of profiles) reportFrames(name, windows);
  } finally {
    await rm(built, { recursive: true, force: true });
    await removeTemporary(work);
  }
}

/** Opens windows of all variants in turns, in random order, so that what the machine does besides falls on each. The first only warm up. */
async function measure(work: string, variants: Variant[], rounds: number, profiled: boolean): Promise<Map<string, Sample[]>> {
  const lanes: Lane[] = [];
  for (const variant of variants) {
    const samplesFile = join(work, `${variant.name}-${profiled}.jsonl`);
    const probe = await writeProbe(join(work, `probe of ${variant.name}-${profiled}`), variant, samplesFile, profiled);
    const server = await startServer({ version: 'latest', extensions: [variant.path, probe] });
    lanes.push({ name: variant.name, server, samplesFile });
  }
  const browser = await launchBrowser(lanes[0]!.server);
  try {
    const page = await browser.context.newPage();
    for (let round = 0; round <= rounds; round++) {
      const order = lanes.map((lane) => ({ lane, key: Math.random() })).sort((a, b) => a.key - b.key);
      for (const { lane } of order) {
        await page.goto(lane.server.url);
        await waitUntil(`window ${round} of ${lane.name} is idle`, () => Promise.resolve(read(lane).length > round), 60_000);
        await page.goto('about:blank');
      }
      const latest = lanes.map((lane) => `${lane.name} ${read(lane).at(-1)?.cpu.toFixed(0) ?? '?'}`);
      console.log(`${round === 0 ? 'warm-up' : `round ${round}`}${profiled ? ', sampled' : ''}: ${latest.join(', ')} ms of CPU`);
    }
    return new Map(lanes.map((lane) => [lane.name, read(lane).slice(1)]));
  } finally {
    await browser.close();
    for (const { server } of lanes) await server.stop();
  }
}

function read({ samplesFile }: Lane): Sample[] {
  if (!existsSync(samplesFile)) return [];
  const lines = readFileSync(samplesFile, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const sample = JSON.parse(line) as Sample;
    if (sample.error !== undefined) throw new Stop(sample.error);
    return sample;
  });
}

function report(samples: Map<string, Sample[]>, rounds: number): void {
  console.log(`the extension host from its start until it is idle, ${rounds} windows each, medians:`);
  for (const [name, windows] of samples) {
    const [cpu, heap] = [windows.map((sample) => sample.cpu), windows.map((sample) => sample.heap)];
    console.log(`  ${name.padEnd(12)} CPU ${median(cpu).toFixed(0)} ms, heap after collection ${median(heap).toFixed(2)} MB`);
  }
  compare(samples, 'cpu', 'toy', `ms of CPU (at most ${MAX_CPU_OVER_TOY})`);
  compare(samples, 'cpu', 'empty', 'ms of CPU');
  compare(samples, 'cpu', 'other build', 'ms of CPU');
  compare(samples, 'heap', 'empty', `MB (at most ${MAX_HEAP_OVER_EMPTY})`);
  compare(samples, 'heap', 'other build', 'MB');
}

/** Windows of one round are compared with each other, so that a slow minute of the machine counts for none. */
function compare(samples: Map<string, Sample[]>, key: 'cpu' | 'heap', rival: string, unit: string): void {
  const [ours, theirs] = [samples.get('extension') ?? [], samples.get(rival) ?? []];
  if (theirs.length === 0) return;
  const extra = ours.map((sample, i) => sample[key] - (theirs[i]?.[key] ?? NaN));
  const digits = key === 'cpu' ? 0 : 2;
  const [low, high] = medianInterval(extra).map((value) => value.toFixed(digits));
  console.log(`  the extension over ${rival}: ${median(extra).toFixed(digits)} ${unit}, 95 % between ${low} and ${high}`);
}

/** Where in the extension the time of a start goes. What its frames have called, such as a read, is theirs. */
function reportFrames(name: string, windows: Sample[]): void {
  const totals = windows.map(({ frames = {} }) => Object.values(frames).reduce((sum, time) => sum + time, 0));
  const [low, high] = medianInterval(totals).map((value) => value.toFixed(1));
  console.log(
    `${name}, sampled in ${windows.length} windows: ${median(totals).toFixed(1)} ms in its own frames (${low} to ${high}), most of it in`,
  );
  const times = new Map<string, number>();
  for (const { frames = {} } of windows) {
    for (const [frame, time] of Object.entries(frames)) times.set(frame, (times.get(frame) ?? 0) + time / windows.length);
  }
  const most = [...times].sort(([, a], [, b]) => b - a).slice(0, 12);
  for (const [frame, time] of most) console.log(`  ${time.toFixed(2).padStart(6)} ms  ${frame}`);
}

void main(Number(process.argv[2] ?? 40), process.argv[3]);
