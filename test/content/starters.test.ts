import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packProject } from '../../src/build/packStarters';
import { repoRoot } from '../support/paths';

const PROJECTS = join(repoRoot, 'roadmap/backend/projects');

interface Launch {
  readonly configurations: readonly {
    readonly type: string;
    readonly request: string;
    readonly runtimeArgs: readonly string[];
    readonly program: string;
    readonly console: string;
  }[];
}

for (const project of readdirSync(PROJECTS)) {
  describe(`the starter of ${project}`, () => {
    const read = (path: string) => readFileSync(join(PROJECTS, project, 'starter', path), 'utf8');

    it('is started by F5 as by npm start, in a terminal, where the addresses of its services are known', () => {
      const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
      const [launch, ...others] = (JSON.parse(read('.vscode/launch.json')) as Launch).configurations;
      assert.ok(launch && others.length === 0, 'F5 has nothing to ask');
      assert.deepEqual([launch.type, launch.request, launch.console], ['node', 'launch', 'integratedTerminal']);
      const program = launch.program.replace('${workspaceFolder}/', '');
      assert.equal(['node', ...launch.runtimeArgs, program].join(' '), scripts.start);
    });

    it('carries what F5 needs to the learner', async () => {
      const packed = await packProject(join(PROJECTS, project), stagesOf(project));
      assert.ok(packed?.files.some(({ path }) => path === '.vscode/launch.json'));
    });

    it('says in its README, and in those of its solution, what to do: read the stage, change the code, check', () => {
      const readmes = [read('README.md'), ...stagesOf(project).flatMap((stage) => readmeOf(project, stage) ?? [])];
      for (const readme of readmes) {
        const [, how = ''] = /^## How you work on it\n([^]*?)^## /m.exec(readme) ?? [];
        const steps = [...how.matchAll(/^\d\. \*\*(.+?)\*\*/gm)].map(([, step]) => step);
        assert.deepEqual(steps, ['Read the stage.', 'Change the code', 'Press Check', 'Press Next']);
      }
    });
  });
}

const stagesOf = (project: string): string[] => readdirSync(join(PROJECTS, project, 'stages')).map((file) => file.replace('.md', ''));

function readmeOf(project: string, stage: string): string | undefined {
  try {
    return readFileSync(join(PROJECTS, project, 'solution', stage, 'README.md'), 'utf8');
  } catch {
    // The stage leaves it as it is, or the starter passes it.
    return undefined;
  }
}
