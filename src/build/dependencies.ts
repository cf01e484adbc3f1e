import { array, fallback, object, optional, parse, record, string, type InferOutput } from 'valibot';

/** A package that a lock file names: by what it is called here, in the registry, and its version. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  /** Named in package.json, and for what. */
  readonly direct: 'dependency' | 'development' | undefined;
}

/** What is said of a package that is depended on. */
export interface DependencyRow {
  readonly name: string;
  readonly used: string;
  readonly usedSince: Date | undefined;
  readonly latest: string | undefined;
  readonly latestSince: Date | undefined;
  readonly lastPublished: Date | undefined;
}

/** A hole that is known, in a package that is depended on, directly or not. */
export interface Advisory {
  readonly name: string;
  readonly severity: string;
  readonly title: string;
  readonly url: string;
}

/** All that could be learned, with a sentence for each thing that could not. */
export interface DependencyReport {
  readonly rows: readonly DependencyRow[];
  readonly advisories: readonly Advisory[];
  readonly unknown: readonly string[];
}

const manifestSchema = object({
  dependencies: optional(record(string(), string()), {}),
  devDependencies: optional(record(string(), string()), {}),
});
const lockSchema = object({ packages: record(string(), object({ name: optional(string()), version: optional(string()) })) });
const packumentSchema = object({ 'dist-tags': record(string(), string()), time: record(string(), string()) });
const advisoriesSchema = record(
  string(),
  array(object({ title: fallback(string(), ''), severity: fallback(string(), 'unknown'), url: fallback(string(), '') })),
);

/** Reads what is depended on from the two files that say so. */
export function lockedPackages(manifestText: string, lockText: string): Locked[] {
  const { dependencies, devDependencies } = parse(manifestSchema, JSON.parse(manifestText));
  const { packages } = parse(lockSchema, JSON.parse(lockText));
  return Object.entries(packages).flatMap(([path, { name, version }]) => {
    if (path === '' || version === undefined) return [];
    const here = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isTop = path === `node_modules/${here}`;
    const direct = !isTop ? undefined : here in dependencies ? 'dependency' : here in devDependencies ? 'development' : undefined;
    return [{ name: name ?? here, version, direct }];
  });
}

/** Asks a registry about them. It never fails: what it does not answer is said. */
export async function askRegistry(locked: readonly Locked[], registry: string): Promise<DependencyReport> {
  const base = registry.replace(/\/+$/, '');
  const unknown: string[] = [];
  const rows = await Promise.all(
    locked
      .filter(({ direct }) => direct !== undefined)
      .map(async ({ name, version }) => {
        const known = await ask(`${base}/${name.replace('/', '%2f')}`).then(
          (answer) => parse(packumentSchema, answer),
          (error: unknown) => whyNot(error),
        );
        return { name, version, known };
      }),
  );
  const silent = rows.flatMap(({ name, known }) => (typeof known === 'string' ? [{ name, why: known }] : []));
  if (silent.length === rows.length && rows.length > 0) {
    unknown.push(`The registry ${base} does not answer (${silent[0]?.why ?? ''}): what is newer, and how old all is, is not known.`);
  } else for (const { name, why } of silent) unknown.push(`The registry ${base} says nothing about ${name} (${why}).`);
  const advisories = await advisoriesOf(locked, base).catch((error: unknown) => {
    unknown.push(`The registry ${base} does not answer about advisories (${whyNot(error)}): ask again before a release.`);
    return [];
  });
  return { rows: rows.map(({ name, version, known }) => rowOf(name, version, known)), advisories, unknown };
}

function rowOf(name: string, used: string, known: InferOutput<typeof packumentSchema> | string): DependencyRow {
  if (typeof known === 'string') {
    return { name, used, usedSince: undefined, latest: undefined, latestSince: undefined, lastPublished: undefined };
  }
  const { latest } = known['dist-tags'];
  const dates = Object.entries(known.time).flatMap(([version, time]) => (version === 'created' || version === 'modified' ? [] : [time]));
  return {
    ...{ name, used, latest },
    usedSince: dateOf(known.time[used]),
    latestSince: dateOf(latest === undefined ? undefined : known.time[latest]),
    lastPublished: dateOf(dates.sort().at(-1)),
  };
}

function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

async function advisoriesOf(locked: readonly Locked[], base: string): Promise<Advisory[]> {
  const versions: Record<string, string[]> = {};
  for (const { name, version } of locked) versions[name] = [...(versions[name] ?? []), version];
  const answer = await ask(`${base}/-/npm/v1/security/advisories/bulk`, versions);
  return Object.entries(parse(advisoriesSchema, answer)).flatMap(([name, found]) => found.map((one) => ({ name, ...one })));
}

const patience = 30_000;

async function ask(url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`status ${String(response.status)}`);
  return response.json();
}

/** The words of the network where there are some, since `fetch failed` alone tells nothing. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.message;
}

/** The report as lines for a terminal: what is known of each, then the advisories, then what is not known. */
export function reportLines({ rows, advisories, unknown }: DependencyReport, now: Date): string[] {
  const isKnown = !unknown.some((sentence) => sentence.includes('about advisories'));
  const head = ['package', 'used', 'age', 'latest', 'age', 'last published', 'advisories'];
  const table = [...rows]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((row) => [
      ...[row.name, row.used, age(row.usedSince, now)],
      ...[
        row.latest === row.used ? '=' : (row.latest ?? '?'),
        age(row.latestSince, now),
        row.lastPublished?.toISOString().slice(0, 10) ?? '?',
      ],
      isKnown ? String(advisories.filter(({ name }) => name === row.name).length) : '?',
    ]);
  const widths = head.map((_, column) => Math.max(...[head, ...table].map((cells) => cells[column]?.length ?? 0)));
  const lines = [head, ...table].map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const known = advisories.map(({ name, severity, title, url }) => `${name}: ${severity}, ${title} ${url}`);
  const summary = advisories.length > 0 ? ['Known advisories:', ...known] : isKnown ? ['No advisory is known for any of them.'] : [];
  return [...lines, '', ...summary, ...unknown];
}

function age(since: Date | undefined, now: Date): string {
  if (since === undefined) return '?';
  const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 86_400_000));
  return days === 1 ? '1 day' : `${String(days)} days`;
}
