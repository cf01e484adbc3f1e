/** `npm run dependencies`: what is depended on directly, how old it is, and which holes are known, as far as the registry answers. */
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askRegistry, lockedPackages, reportLines } from './dependencies';

const [folder = '.'] = process.argv.slice(2);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
/** The one that npm itself asks here. */
const registry = execSync('npm config get registry', { encoding: 'utf8' }).trim();

void askRegistry(lockedPackages(read('package.json'), read('package-lock.json')), registry).then((report) => {
  process.stdout.write(`${reportLines(report, new Date()).join('\n')}\n`);
  if (report.advisories.length > 0) process.exitCode = 1;
});
