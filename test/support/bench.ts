import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser';
import { repoRoot, type VscodeVersion } from './paths';
import { startServer } from './server';
import { median, p95 } from './statistics';
import { makeTemporary, removeTemporary } from './temporary';
import { Stop, waitUntil } from './wait';

/** What to measure. */
export interface ActivationOptions {
  /** `path` is an unpacked extension or a .vsix. */
  extensions: { id: string; path: string }[];
  /** How often a window is loaded; facts worth printing need at least 12. */
  reloads?: number;
  version?: VscodeVersion;
  folder?: string;
}

/** What the activation of one extension costs, in milliseconds. */
export interface ActivationCost {
  id: string;
  wall: { median: number; p95: number };
  cpu: { median: number; p95: number };
  /** Its median wall time as a multiple of the empty extension's. */
  wallRatio: number;
  /** Its median CPU time beyond the empty extension's. */
  extraCpu: number;
}

interface Sample {
  id: string;
  wall: number;
  cpu: number;
}

const emptyId = 'bench.empty';

/**
 * Measures what `activate()` costs, next to an extension that does nothing. In each of many windows a probe activates them one
 * after the other in random order, so that what the first one pays for all falls on each equally. The first window only warms up.
 */
export async function measureActivation(options: ActivationOptions): Promise<{ empty: ActivationCost; extensions: ActivationCost[] }> {
  const reloads = options.reloads ?? 12;
  const work = makeTemporary('bench');
  const ids = [emptyId, ...options.extensions.map(({ id }) => id)];
  const samplesFile = join(work, 'samples.jsonl');
  await writeEmptyExtension(join(work, 'empty'));
  await cp(join(repoRoot, 'test/support/fixtures/probe'), join(work, 'probe'), { recursive: true });
  await writeFile(join(work, 'probe/plan.json'), JSON.stringify({ ids, samplesFile }));

  const server = await startServer({
    quiet: true,
    version: options.version ?? 'latest',
    extensions: [join(work, 'empty'), join(work, 'probe'), ...options.extensions.map(({ path }) => path)],
    ...(options.folder === undefined ? {} : { folder: options.folder }),
  });
  const browser = await launchBrowser(server);
  try {
    const page = await browser.newWindow();
    for (let window = 1; window <= reloads + 1; window += 1) {
      if (window > 1) await page.reload();
      await waitUntil(`window ${window} has been measured`, async () => (await readWindows(samplesFile)).length >= window, 60_000);
    }
    const samples = (await readWindows(samplesFile)).slice(1).flat();
    return { empty: summarize(emptyId, samples), extensions: options.extensions.map(({ id }) => summarize(id, samples)) };
  } finally {
    await browser.close();
    await server.stop();
    await removeTemporary(work);
  }
}

/** One line per window: what it measured, or why it could not. */
async function readWindows(file: string): Promise<Sample[][]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => {
    const { error, samples } = JSON.parse(line) as { error?: string; samples: Sample[] };
    if (error !== undefined) throw new Stop(error);
    return samples;
  });
}

function summarize(id: string, samples: Sample[]): ActivationCost {
  const of = (which: string, key: 'wall' | 'cpu'): number[] => samples.filter((sample) => sample.id === which).map((sample) => sample[key]);
  const wall = of(id, 'wall');
  const cpu = of(id, 'cpu');
  return {
    id,
    wall: { median: median(wall), p95: p95(wall) },
    cpu: { median: median(cpu), p95: p95(cpu) },
    wallRatio: median(wall) / median(of(emptyId, 'wall')),
    extraCpu: median(cpu) - median(of(emptyId, 'cpu')),
  };
}

async function writeEmptyExtension(folder: string): Promise<void> {
  const manifest = { name: 'empty', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './extension.js' };
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  await writeFile(join(folder, 'extension.js'), 'exports.activate = () => undefined;\n');
}
