interface Timing {
  readonly what: string;
  readonly step: string;
  readonly seconds: number;
}

const timings: Timing[] = [];
const startedAt = Date.now();

/** Notes how long a step took, whether it went well or not. */
export async function timed<T>(what: string, step: string, work: () => Promise<T>): Promise<T> {
  const begin = Date.now();
  try {
    return await work();
  } finally {
    timings.push({ what, step, seconds: (Date.now() - begin) / 1000 });
  }
}

/** Prints every step, by what it belongs to, and the whole; steps run side by side, so the sum is larger than the whole. */
export function printTimings(): void {
  const names = [...new Set(timings.map(({ what }) => what))];
  const width = Math.max(...names.map((name) => name.length));
  console.log('\n  seconds');
  for (const name of names) {
    const own = timings.filter(({ what }) => what === name);
    const sum = own.reduce((total, { seconds }) => total + seconds, 0);
    const steps = own.map(({ step, seconds }) => `${step} ${seconds.toFixed(1)}`).join(', ');
    console.log(`  ${name.padEnd(width)} ${sum.toFixed(1).padStart(6)}  (${steps})`);
  }
  console.log(`  ${'all, by the clock'.padEnd(width)} ${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)}`);
}
