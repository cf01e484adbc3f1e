import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repoRoot } from './paths';

/** What an attacker would write where a title belongs. Each would set `window.attacked` if it were run. */
export const ATTACKS = [
  '<img src=x onerror="window.attacked=1">',
  '</script><script>window.attacked=2</script>',
  '"><svg onload=window.attacked=3>',
  '${globalThis.attacked=4}',
  "' onmouseover='window.attacked=5' x='",
  '\u202Eright to left\u202C \u0000 {0} {1}',
  '](command:workbench.action.quit) `x` **b**',
] as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Fields that have a shape of their own and so cannot hold any text. */
const SHAPED = new Set(['id', 'formerly', 'after', 'topics', 'order', 'open', 'type', 'url', 'level', 'currency', 'locale']);

/** Writes the bundled roadmap anew with an attack in every field that takes text, and one text as long as it may be. */
export async function writeHostileRoadmap(): Promise<string> {
  let count = 0;
  const attack = (): string => {
    count += 1;
    return count === 5 ? 'W'.repeat(2_000) : `${ATTACKS[count % ATTACKS.length] ?? ''} ${count}`;
  };
  const poison = (value: Json, key = ''): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => (typeof item === 'object' || !SHAPED.has(key) ? poison(item, key) : item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
    return typeof value === 'string' && !SHAPED.has(key) ? attack() : value;
  };
  return writeRoadmap((file) => poison(file));
}

/** Writes the bundled roadmap anew with this many topics, twenty to a section. */
export async function writeLongRoadmap(topics: number): Promise<string> {
  const topic = (n: number): Json => ({
    id: `topic-${n}`,
    title: `Topic number ${n}`,
    summary: 'One of very many.',
    hours: 1 + (n % 9),
    objectives: ['Know it'],
    links: [{ type: 'official', title: 'Somewhere', url: 'https://example.com/' }],
  });
  const sections = Array.from({ length: Math.ceil(topics / 20) }, (_, s) => ({
    id: `section-${s}`,
    title: `Section ${s}`,
    topics: Array.from({ length: Math.min(20, topics - s * 20) }, (_, t) => topic(s * 20 + t)),
    milestone: { id: `milestone-${s}`, title: `Milestone ${s}` },
  }));
  // Everything that refers to a topic refers to the first one.
  const refer = (value: Json, key = ''): Json => {
    if (key === 'topics') return ['topic-0'];
    if (Array.isArray(value)) return value.map((item: Json) => refer(item));
    if (typeof value !== 'object' || value === null) return value;
    const fields = value as { readonly [key: string]: Json };
    const isNext = fields['open'] === 'topic';
    return Object.fromEntries(
      Object.entries(fields).map(([name, item]) => [name, isNext && name === 'id' ? 'topic-0' : refer(item, name)]),
    );
  };
  return writeRoadmap((file, name) => {
    if (name !== 'roadmap.yaml') return refer(file);
    const rest = Object.entries(file as object).filter(([key]) => key !== 'sections') as [string, Json][];
    return { ...Object.fromEntries(rest.map(([key, value]) => [key, refer(value, key)])), sections };
  });
}

const FILES = ['roadmap.yaml', 'salaries.yaml', 'faq.yaml'];

async function writeRoadmap(change: (file: Json, name: string) => Json): Promise<string> {
  const source = join(repoRoot, 'roadmap/backend');
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-content-'));
  const roadmap = parse(await readFile(join(source, 'roadmap.yaml'), 'utf8')) as { projects: { order: string[] } };
  const projects = roadmap.projects.order.map((id) => `projects/${id}/project.yaml`);
  for (const name of [...FILES, ...projects]) {
    const file = parse(await readFile(join(source, name), 'utf8')) as Json;
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), stringify(change(file, name)));
  }
  return folder;
}
