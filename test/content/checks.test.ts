/** What the checks of stages say of themselves: which passage of the text they hold a program to, and on what they rest. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Stage } from '../../src/checks/kit/stage';
import { findPassage } from '../../src/content/compile/passages';
import { CHECKED_HEADING } from '../../src/content/compile/stage';
import { repoRoot } from '../support/paths';

const folder = join(repoRoot, 'roadmap/backend/projects');
const load = createRequire(__filename);

const projects = readdirSync(folder).map((id) => {
  const { stages } = parse(readFileSync(join(folder, id, 'project.yaml'), 'utf8')) as { stages: readonly { id: string }[] };
  return { id, stages: stages.map((stage) => stage.id) };
});

const stageOf = (project: string, stage: string): Stage<unknown> =>
  (load(join(folder, project, 'checks', `${stage}.ts`)) as { readonly stage: Stage<unknown> }).stage;

describe('the checks of each stage', function () {
  this.timeout(30_000);

  it('name the passages of the text that they hold a program to, each of them one, word for word', () => {
    const wrong = projects.flatMap(({ id, stages }) =>
      stages.flatMap((stage) => {
        const { checks, passages = {} } = stageOf(id, stage);
        const [text = ''] = readFileSync(join(folder, id, 'stages', `${stage}.md`), 'utf8').split(`\n## ${CHECKED_HEADING}\n`);
        const lost = Object.entries(passages).filter(([, passage]) => !findPassage(text, passage));
        const silent = checks.filter((check) => passages[check.id] === undefined);
        return [
          ...lost.map(([check, passage]) => `${id}/${stage}/${check} is not in the text: ${passage}`),
          ...silent.map((check) => `${id}/${stage}/${check.id} names no passage`),
        ];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('rest on what a check is about that is there', () => {
    const wrong = projects.flatMap(({ id, stages }) => {
      const known = stages.flatMap((stage) => stageOf(id, stage).checks.map((check) => `${stage}/${check.id}`));
      return abilitiesIn(join(folder, id, 'checks'))
        .filter((subject) => !known.includes(subject))
        .map((subject) => `${id}: ${subject}`);
    });
    assert.deepEqual(wrong, []);
  });
});

/** The checks that are named as what abilities are about, in the sources of a folder; at least one. */
function abilitiesIn(checks: string): string[] {
  const files = readdirSync(checks, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const subjects = files.flatMap((name) => [...readFileSync(join(checks, name), 'utf8').matchAll(/\bability\(\s*'[^']+',\s*'([^']+)'/g)].map(([, subject]) => subject ?? '')); // prettier-ignore
  assert.ok(subjects.length > 0, `no check in ${checks} rests on anything`);
  return subjects;
}
