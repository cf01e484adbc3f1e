import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedProject } from '../../../src/content/starter';
import { EXTENSION_ID } from '../../../src/ids';
import { launchBrowser } from '../../support/browser';
import { repoRoot } from '../../support/paths';
import { startServer } from '../../support/server';
import { makeTemporary } from '../../support/temporary';
import { waitUntil } from '../../support/wait';
import { packagePath } from '../../ui/roadmap';
import { PROJECTS } from './projects';
import { timed } from './timings';

/** What the installed extension has made. */
export interface Scaffolded {
  /** Holds a folder for each project. */
  readonly parent: string;
  /** What the package brings for each project, as it was installed. */
  readonly packed: ReadonlyMap<string, PackedProject>;
  /** A copy of the package's dev services, which outlives the VS Code. */
  readonly devServices: DevServicesPrograms;
}

export interface DevServicesPrograms {
  /** The command line. */
  readonly cli: string;
  /** What VS Code starts the services with. */
  readonly host: string;
}

/** Learners have folders like this one, and tools that do not expect it. */
const FOLDER_NAME = 'Meine Übungen';

let scaffolded: Promise<Scaffolded> | undefined;

/** Scaffolds all projects with the packaged extension in a real VS Code, once for the whole run. */
export function scaffoldAll(): Promise<Scaffolded> {
  return (scaffolded ??= timed('VS Code', 'scaffolds all', scaffoldInVscode));
}

async function scaffoldInVscode(): Promise<Scaffolded> {
  assert.ok(existsSync(packagePath), `${packagePath} is missing: run "npm run package" first`);
  const work = makeTemporary('starters');
  const parent = join(work, FOLDER_NAME);
  const helper = join(work, 'scaffolder');
  const result = join(work, 'result.json');
  await mkdir(parent);
  await cp(join(repoRoot, 'test/support/fixtures/scaffolder'), helper, { recursive: true });
  const projects = PROJECTS.map(({ id }) => id);
  await writeFile(join(helper, 'plan.json'), JSON.stringify({ extension: EXTENSION_ID, projects, parent, result }));

  const server = await startServer({ version: 'latest', quiet: true, extensions: [packagePath, helper] });
  const browser = await launchBrowser(server);
  try {
    await browser.newWindow();
    const text = await waitUntil('all projects are scaffolded', () => readFile(result, 'utf8'), 120_000);
    const { extensionPath, error } = JSON.parse(text) as { extensionPath: string; error?: string };
    assert.equal(error, undefined);
    return { parent, packed: await readPacked(extensionPath), devServices: await copyDevServices(extensionPath, work) };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function readPacked(extensionPath: string): Promise<Map<string, PackedProject>> {
  const packed = new Map<string, PackedProject>();
  for (const { id } of PROJECTS) {
    const text = await readFile(join(extensionPath, 'dist/content/backend/starters', `${id}.json`), 'utf8');
    packed.set(id, JSON.parse(text) as PackedProject);
  }
  return packed;
}

async function copyDevServices(extensionPath: string, work: string): Promise<DevServicesPrograms> {
  for (const part of ['devServices.mjs', 'devServices']) {
    await cp(join(extensionPath, 'dist', part), join(work, 'extension/dist', part), { recursive: true });
  }
  return { cli: join(work, 'extension/dist/devServices.mjs'), host: join(work, 'extension/dist/devServices/host.mjs') };
}
