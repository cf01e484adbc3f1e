/**
 * Tries the checks of one project while they are written, after `npm run build`:
 *
 *   npm run try-checks -- rest-api                        the solution, all stages
 *   npm run try-checks -- rest-api starter --stage update
 *   npm run try-checks -- rest-api delete                 the solution up to that stage
 *   npm run try-checks -- rest-api variation              the solution in another style
 *   npm run try-checks -- rest-api mutations [stage]      what each seeded fault is told about
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckSuite } from '../../../src/content/stage';
import { repoRoot } from '../../support/paths';
import { mutationsOf } from './mutations';
import { makeMould, makeMutant, makeRepo, makeVariation } from './repos';
import { checkHere, runCli, troubles } from './runner';

async function main([project = '', form = 'solution', ...args]: readonly string[]): Promise<void> {
  if (form === 'mutations') return tryMutations(project, args[0]);
  const folder =
    form === 'variation'
      ? await makeVariation(project, await makeMould(project, 'solution'))
      : await makeRepo(project, form === 'starter' || form === 'solution' ? form : { upTo: form });
  const { stdout, stderr } = await runCli([folder, ...args]);
  console.log(stdout, stderr);
}

async function tryMutations(project: string, only: string | undefined): Promise<void> {
  const suite = JSON.parse(await readFile(join(repoRoot, 'dist/checks', project, 'project.json'), 'utf8')) as CheckSuite;
  const mould = await makeMould(project, 'solution');
  for (const { id } of suite.stages.filter((stage) => only === undefined || stage.id === only)) {
    for (const { name, file, fault, fails, says } of mutationsOf(project, id)) {
      const run = await checkHere(await makeMutant(mould, file), { stage: id });
      const failed = run.stages.flatMap(({ checks }) => checks.filter(({ failure }) => failure));
      const isFound = failed.find((check) => check.id === fails)?.failure?.message.includes(says) === true;
      console.log(`${isFound ? '✔' : '✖'} ${id}/${name}: ${fault}`);
      for (const { id: check, failure } of failed) console.log(`    ${check}: ${failure?.message ?? ''}`);
      if (!isFound) console.log(`    expected: ${fails}: … ${says} …\n${troubles(run)}`);
    }
  }
}

void main(process.argv.slice(2));
