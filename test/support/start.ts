import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheRoot, repoRoot } from './paths';
import { run } from './processes';
import { startServer } from './server';

// npm start [-- --desktop] [--port 3000] [--folder path]
const { values } = parseArgs({
  options: {
    desktop: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    folder: { type: 'string' },
  },
});

/** Builds the extension and shows it in a VS Code, until Ctrl+C. */
async function main(): Promise<void> {
  const home = join(cacheRoot(), 'start');
  const folder = values.folder ?? (await sampleFolder(home));
  if (values.desktop) return startDesktop(folder);

  await step('Building and packaging the extension', ['npm', 'run', '--silent', 'package']);
  const port = Number(values.port);
  const server = await startServer({
    version: 'latest',
    extensions: [join(repoRoot, 'dist/backend-roadmap.vsix')],
    dataDir: join(home, 'data'),
    folder,
    port,
    workspaceTrust: true,
  });
  console.log(`\nBackend Roadmap in VS Code ${server.productVersion}:\n\n  ${server.url}\n\nCtrl+C ends it.`);
  if (port === 0) console.log('Browsers keep progress by address: start with `npm start -- --port 3000` to find it again.');
  await new Promise(() => undefined);
}

async function startDesktop(folder: string): Promise<void> {
  if (spawnSync('code', ['--version'], { stdio: 'ignore' }).error) {
    throw new Error('there is no `code` on the PATH; in VS Code, run "Shell Command: Install \'code\' command in PATH" first');
  }
  await step('Building the extension', ['npm', 'run', '--silent', 'build']);
  spawn('code', [`--extensionDevelopmentPath=${repoRoot}`, folder], { stdio: 'inherit' });
}

async function step(what: string, [program = '', ...args]: string[]): Promise<void> {
  console.log(`${what} …`);
  await run(program, args, { cwd: repoRoot });
}

/** A folder to try things in. It is made once and then belongs to whoever works in it. */
async function sampleFolder(home: string): Promise<string> {
  const folder = join(home, 'playground');
  if (existsSync(folder)) return folder;
  await mkdir(home, { recursive: true });
  await cp(join(repoRoot, 'test/support/fixtures/folder'), folder, { recursive: true });
  return folder;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
