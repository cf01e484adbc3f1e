// Makes the Prisma client (generated/prisma) from prisma/schema.prisma, unless it is there and up to date.
//
// Every script of package.json loads this first, so that a fresh clone just runs. It does by hand what Prisma would do
// in an install script, because install scripts are switched off in many places, with good reason.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schema = join(root, 'prisma', 'schema.prisma');
const client = join(root, 'generated', 'prisma');
/** Remembers which schema the client was made from. A hash, because copies and checkouts change file dates. */
const stamp = join(client, '.made-from');

const wanted = createHash('sha256').update(readFileSync(schema)).digest('hex');
const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!isCurrent || process.argv.includes('--force')) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [findPrisma(), 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: '', // ours would load this file again
      // Prisma downloads a "schema engine" before every command. Generating does not use it, so any existing file will
      // do in its place, and generating works offline. (Not so `prisma migrate`: run that without this line.)
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (status !== 0) {
    console.error(`The Prisma client could not be generated.\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function findPrisma() {
  try {
    const manifest = createRequire(import.meta.url).resolve('prisma/package.json');
    return join(dirname(manifest), 'build', 'index.js');
  } catch {
    console.error('The dependencies are not installed. Run "npm install" first.');
    process.exit(1);
  }
}
