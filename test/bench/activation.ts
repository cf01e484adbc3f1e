/** What it costs every window that the extension is installed: `tsx test/bench/activation.ts [reloads]`. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTENSION_ID } from '../../src/ids';
import { measureActivation, type ActivationCost } from '../support/bench';
import { buildVariant } from '../support/extensionVariant';

const MAX_WALL_RATIO = 1.5;
const MAX_EXTRA_CPU = 3;

async function main(reloads: number): Promise<void> {
  const path = await buildVariant();
  try {
    // The probe activates it, so that the time is its own.
    const manifestFile = join(path, 'package.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as object;
    await writeFile(manifestFile, JSON.stringify({ ...manifest, activationEvents: [] }));
    const { empty, extensions } = await measureActivation({ extensions: [{ id: EXTENSION_ID, path }], reloads });
    console.log(`${'extension'.padEnd(36)}wall median     p95   CPU median     p95   (ms, ${reloads} windows)`);
    for (const cost of [empty, ...extensions]) console.log(row(cost));
    for (const { wallRatio, extraCpu } of extensions) {
      console.log(`wall: ${wallRatio.toFixed(2)} times the empty extension (at most ${MAX_WALL_RATIO})`);
      console.log(`CPU: ${extraCpu.toFixed(1)} ms more than the empty extension (at most ${MAX_EXTRA_CPU})`);
    }
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

function row({ id, wall, cpu }: ActivationCost): string {
  const cells = [wall.median, wall.p95, cpu.median, cpu.p95].map((value, i) => value.toFixed(2).padStart([11, 8, 13, 8][i] ?? 8));
  return id.padEnd(36) + cells.join('');
}

void main(Number(process.argv[2] ?? 20));
