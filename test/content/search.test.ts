/** The search over roadmap/backend, as the extension does it: what stands first for the words that learners type. */
import '../unit/vscode';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../src/base/log';
import { Library } from '../../src/content/library';
import { outlineOf } from '../../src/content/outline';
import type { Roadmap } from '../../src/content/schema';
import type { DocumentKind } from '../../src/content/source';
import { contentIndexOf } from '../../src/search/contentIndex';
import { commandEntries, noteEntries, type Entry } from '../../src/search/model/entries';
import type { SearchIndex } from '../../src/search/model/searchIndex';
import { repoRoot } from '../support/paths';
import { makeTemporary } from '../support/temporary';

const nameOf = ({ target, title }: Entry): string => `${target.kind}: ${title}`;

describe('the search over the whole roadmap', function () {
  this.timeout(120_000);
  let index: SearchIndex;
  const errors: unknown[] = [];

  before(async () => {
    const folder = makeTemporary('search');
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'esbuild.mjs', '--outdir', folder], { cwd: repoRoot });
    const built = join(folder, 'content', 'backend');
    const readJson = async (...path: string[]): Promise<unknown> => JSON.parse(await readFile(join(built, ...path), 'utf8'));
    const roadmap = (await readJson('roadmap.json')) as Roadmap;
    const idsOf = (kind: DocumentKind) => readdirSync(join(built, kind)).map((file) => basename(file, '.json'));
    const documents = { lessons: idsOf('lessons'), quizzes: [], stages: idsOf('stages'), starters: [] };
    const library = new Library({
      index: { outline: outlineOf(roadmap), documents },
      readRoadmap: () => Promise.resolve(roadmap),
      read: (kind, id) => readJson(kind, `${id}.json`),
    });
    const log = { error: (_what: string, error: unknown) => errors.push(error) } as unknown as Log;
    const content = await contentIndexOf(library, log);
    await content.texts;
    assert.equal(await contentIndexOf(library, log), content, 'it is made once');
    ({ index } = content);
    index.replace('note', noteEntries({ id: 'caching', title: 'Caching' }, ['Beware of the stampede']));
    index.replace('command', commandEntries([{ command: 'plan', title: 'Plan My Journey' }, { command: 'blog', title: 'Scaffold Blog API' }])); // prettier-ignore
  });

  const find = (query: string): string[] => index.search(query).map(({ entry }) => nameOf(entry));

  it('reads all lessons and stages', () => {
    assert.deepEqual(errors, []);
    assert.ok(index.ofKind('lesson').length > 20 * 5, 'several headings of each lesson');
    assert.equal(index.ofKind('stage').length, 47);
    for (const { id, text, about } of index.ofKind('stage')) assert.ok(text !== '' && about !== '', id);
  });

  // What must stand at the top, in this order, written by hand.
  const expected: Readonly<Record<string, readonly string[]>> = {
    dns: ['topic: How the Internet Works', 'lesson: DNS records'],
    dsn: ['topic: How the Internet Works', 'lesson: DNS records'],
    htpt: ['topic: HTTP and HTTPS'],
    htpp: ['topic: HTTP and HTTPS'],
    cahce: ['topic: Caching'],
    dokcer: ['topic: Linux and Containers'],
    blog: ['project: Blog API'],
    authentcation: ['topic: Authentication and Authorization', 'project: Authentication System'],
    cach: ['topic: Caching'],
    caching: ['topic: Caching'],
    rest: ['topic: REST API Design', 'project: REST API'],
    'rest api': ['topic: REST API Design', 'project: REST API'],
    realtime: ['topic: Real-Time and Other API Styles', 'project: Real-time Chat'],
    shortener: ['project: URL Shortener'],
    git: ['topic: Git Fundamentals'],
    sql: ['topic: Relational Databases and SQL'],
    docker: ['topic: Linux and Containers', 'lesson: Write the Dockerfile'],
    websockets: ['topic: Real-Time and Other API Styles'],
    pagination: ['topic: REST API Design'],
    'n+1': ['lesson: The N+1 query'],
    'queues and background': ['topic: Queues and Background Jobs'],
    'http caching': ['lesson: HTTP caching', 'topic: Caching'],
    'idempotency key': ['objective: Make a repeated POST safe with an idempotency key', 'lesson: A POST that may be repeated'],
    'how do i cache': ['topic: Caching'],
    stampede: ['note: Beware of the stampede'],
    'plan my': ['command: Plan My Journey'],
    'read one todo': ['stage: Read one todo'],
    'rfc 9110': ['link: RFC 9110: HTTP Semantics'],
  };
  for (const [query, top] of Object.entries(expected)) {
    it(`"${query}" finds ${top.join(', then ')}`, () => assert.deepEqual(find(query).slice(0, top.length), top));
  }

  it('puts the stages of a project before links that have its name in theirs', () => {
    const kinds = index.search('blog').map(({ entry: { target } }) => target.kind);
    assert.equal(kinds.filter((kind) => kind === 'stage').length, 8);
    assert.ok(kinds.lastIndexOf('stage') < kinds.indexOf('link'), kinds.join());
  });

  it('finds the text of a lesson under its heading', () => {
    const [first] = index.search('Light in glass fiber');
    assert.deepEqual(first?.entry.target, { kind: 'lesson', topic: 'how-the-internet-works', heading: 'why-it-matters' });
  });

  it('finds a stage by what is checked', () => {
    assert.equal(find('each keeps its place in the list')[0], 'stage: Change a todo');
  });

  it('finds nothing for what is nowhere', () => assert.deepEqual(find('zxqvkw'), []));
});
