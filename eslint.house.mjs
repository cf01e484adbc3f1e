/**
 * The house as ESLint holds it: which room may import which, by which door, and that nothing goes in a circle. A room is a folder
 * of `src`; one that is not in the table is refused, so that a new room begins with a line here.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = join(dirname(fileURLToPath(import.meta.url)), 'src');

/** What every room may use: they know no feature. Each of them may also use those before it. */
const FLOORS = ['base', 'platform', 'content', 'progress', 'pages'];

/** The features, each with the other features it may use: through their `index.ts`, and never in a circle. */
const FEATURES = {
  devServices: [],
  projects: ['devServices'],
  checks: ['projects', 'devServices'],
  stages: ['checks', 'projects'],
  notes: [],
  quiz: [],
  topic: ['notes', 'quiz'],
  plan: ['projects'],
  transfer: ['notes', 'plan'],
  search: ['notes'],
  dashboard: ['plan', 'projects', 'checks'],
  sidebar: ['plan', 'projects', 'checks', 'quiz', 'stages'],
};

/** Folders that run without the editor: pure models, pages in a browser, and programs of their own. */
const PURE = /^(?:[a-z][A-Za-z]*\/(?:.+\/)?model|content\/compile)\//;
const CLIENT = /^[a-z][A-Za-z]*\/client\//;
const PROGRAM = /^(?:checks\/(?:kit|runner)|devServices)\//;

/** Files of `src` itself, which compose the rooms: `ids.ts` is the one that everybody may read. */
const COMPOSERS = ['extension.ts', 'parts.ts', 'app.ts', 'commands.ts', 'runCommand.ts', 'api.ts'];

const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'([^']+)'/g;
const ALIASES = {
  '#platform': 'platform/node.ts',
  '#checkKit': 'checks/kit/index.ts',
  '#checkProcess': 'checks/explorer/checkProcess.ts',
  '#devServices': 'devServices/index.ts',
};

/** The path below `src` that an import leads to; what is no file of `src` is named as it is. */
function targetOf(file, request) {
  if (request in ALIASES) return ALIASES[request];
  if (!request.startsWith('.')) return request;
  const path = resolve(SRC, dirname(file), request);
  const found = [path, `${path}.ts`, join(path, 'index.ts')].find((one) => existsSync(one) && statSync(one).isFile());
  return found ? relative(SRC, found).split(sep).join('/') : request;
}

const importsOf = (text, file) => [...new Set([...text.matchAll(IMPORT)].map(([, request]) => targetOf(file, request)))];

const isOurs = (target) => target.endsWith('.ts') && !target.startsWith('.');
const roomOf = (file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined);

/** Every file of `src` with what it imports, read once. */
let graph;
const readGraph = () =>
  (graph ??= new Map(
    readdirSync(SRC, { recursive: true })
      .map((file) => file.split(sep).join('/'))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, importsOf(readFileSync(join(SRC, file), 'utf8'), file)]),
  ));

/** The way from a file to one that `isThere`, through files of `src`; undefined when there is none. */
function wayTo(start, isThere, isOpen = () => true) {
  const seen = new Set();
  const queue = [[start]];
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const target of readGraph().get(way.at(-1)) ?? []) {
      if (isThere(target)) return [...way, target];
      if (!isOurs(target) || seen.has(target) || !isOpen(target)) continue;
      seen.add(target);
      queue.push([...way, target]);
    }
  }
  return undefined;
}

/** Why a file may not import another; undefined when it may. */
export function objection(file, target) {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (!isOurs(target)) return undefined;
  if (to === undefined) {
    if (target === 'ids.ts' || from === undefined) return undefined;
    return `${target} composes the rooms: a room does not know it.`;
  }
  if (from === undefined || from === 'build' || from === to) return undefined;
  if (to === 'build') return 'build is for esbuild.mjs, and never shipped.';
  if (FLOORS.includes(to)) {
    if (!FLOORS.includes(from) || FLOORS.indexOf(to) < FLOORS.indexOf(from)) return undefined;
    return `${from} lies below ${to}: imports go ${FLOORS.join(' ← ')} ← features.`;
  }
  if (FLOORS.includes(from)) return `${from} knows no feature: move what ${to} has of it down.`;
  if (!FEATURES[from]?.includes(to))
    return `${from} does not use ${to}: say so in FEATURES (eslint.house.mjs), or move what both need down.`;
  return target === `${to}/index.ts` ? undefined : `another room is entered by its door: import '…/${to}'.`;
}

/** What a folder must not reach, not even by a detour. */
function forbiddenReach(file) {
  const editor = (target) => target === 'vscode';
  const node = (target) => target.startsWith('node:') || target === 'platform/node.ts';
  if (PURE.test(file)) return { kind: 'A model is pure', is: (target) => editor(target) || node(target) || CLIENT.test(target) };
  if (CLIENT.test(file)) return { kind: 'A page runs in a browser', is: (target) => editor(target) || node(target) };
  if (PROGRAM.test(file)) return { kind: 'This runs without the editor', is: editor };
  return undefined;
}

const houseRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(SRC, context.filename).split(sep).join('/');
    if (file.startsWith('..')) return {};
    const room = roomOf(file);
    const report = (node, message) => context.report({ node, message });
    const check = (node, request) => {
      const target = targetOf(file, request);
      const reason = objection(file, target);
      if (reason) return report(node, reason);
      const reach = forbiddenReach(file);
      const detour = reach && (reach.is(target) ? [target] : isOurs(target) && wayTo(target, reach.is));
      if (detour) return report(node, `${reach.kind}, and this leads to ${detour.at(-1)}: ${[target, ...detour.slice(1)].join(' → ')}.`);
      const circle = isOurs(target) && (target === file ? [target] : wayTo(target, (one) => one === file));
      if (circle) report(node, `This goes in a circle: ${[file, ...circle].join(' → ')}.`);
    };
    return {
      Program(node) {
        const known =
          room === undefined ? [...COMPOSERS, 'ids.ts'].includes(file) : [...FLOORS, 'build', ...Object.keys(FEATURES)].includes(room);
        if (!known) report(node, `${file} is in no room of the house: give its folder a line in eslint.house.mjs.`);
      },
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node, node.source.value),
      TSImportType: (node) => node.source?.value && check(node, node.source.value),
    };
  },
};

export const house = { rules: { imports: houseRule } };
