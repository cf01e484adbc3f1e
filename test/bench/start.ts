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

/** What one window has used, in milliseconds and megabytes, and where in the extension that was. */
interface Sample {
  readonly cpu: number;
  readonly heap: number;
  /** Milliseconds by frame of the extension. They differ far less from one window to the next than those of the whole host. */
  readonly frames: Readonly<Record<string, number>>;
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
    report(await measure(work, [ours, ...rivals], rounds), rounds);
  } finally {
    await rm(built, { recursive: true, force: true });
    await removeTemporary(work);
  }
}

/** Opens windows of all variants in turns, in random order, so that what the machine does besides falls on each. The first only warm up. */
async function measure(work: string, variants: Variant[], rounds: number): Promise<Map<string, Sample[]>> {
  const lanes: Lane[] = [];
  for (const variant of variants) {
    const samplesFile = join(work, `${variant.name}.jsonl`);
    const probe = await writeProbe(join(work, `probe of ${variant.name}`), variant, samplesFile);
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
      console.log(`${round === 0 ? 'warm-up' : `round ${round}`}: ${latest.join(', ')} ms of CPU`);
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
    const own = `${median(windows.map(inOwnFrames)).toFixed(1)} ms of it in frames of its own`;
    console.log(`  ${name.padEnd(12)} CPU ${median(cpu).toFixed(0)} ms, ${own}; heap after collection ${median(heap).toFixed(2)} MB`);
  }
  compare(samples, inOwnFrames, 'toy', `ms in frames of its own (at most ${MAX_CPU_OVER_TOY})`);
  compare(samples, inOwnFrames, 'other build', 'ms in frames of its own');
  compare(samples, ({ cpu }) => cpu, 'toy', 'ms of CPU of the whole host');
  compare(samples, ({ heap }) => heap, 'empty', `MB of heap (at most ${MAX_HEAP_OVER_EMPTY})`);
  compare(samples, ({ heap }) => heap, 'other build', 'MB of heap');
  for (const [name, windows] of samples) reportFrames(name, windows);
}

/** Milliseconds in which a frame of the extension was on the stack. */
const inOwnFrames = ({ frames }: Sample): number => Object.values(frames).reduce((sum, time) => sum + time, 0);

/** Windows of one round are compared with each other, so that a slow minute of the machine counts for none. */
function compare(samples: Map<string, Sample[]>, read: (sample: Sample) => number, rival: string, unit: string): void {
  const [ours, theirs] = [samples.get('extension') ?? [], samples.get(rival) ?? []];
  if (theirs.length === 0) return;
  const extra = ours.flatMap((sample, i) => (theirs[i] ? [read(sample) - read(theirs[i])] : []));
  const [low, high] = medianInterval(extra).map((value) => value.toFixed(1));
  console.log(`  the extension over ${rival}: ${median(extra).toFixed(1)} ${unit}, 95 % between ${low} and ${high}`);
}

/** Where in the extension the time of a start goes. What its frames have called, such as a read, is theirs. */
function reportFrames(name: string, windows: Sample[]): void {
  if (windows.every((sample) => inOwnFrames(sample) === 0)) return;
  console.log(`${name}: most of its time is in`);
  const times = new Map<string, number>();
  for (const { frames } of windows) {
    for (const [frame, time] of Object.entries(frames)) times.set(frame, (times.get(frame) ?? 0) + time / windows.length);
  }
  const most = [...times].sort(([, a], [, b]) => b - a).slice(0, 12);
  for (const [frame, time] of most) console.log(`  ${time.toFixed(2).padStart(6)} ms  ${frame}`);
}

void main(Number(process.argv[2] ?? 12), process.argv[3]);
