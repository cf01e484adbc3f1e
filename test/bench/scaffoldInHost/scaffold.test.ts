import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { planFiles } from '../../../src/projects/model/plan';
import { lookAtTarget } from '../../../src/projects/scaffold/target';
import { writeProject } from '../../../src/projects/scaffold/writeProject';
import { median } from '../../support/statistics';
import { activate } from '../../host/support/extension';
import { recordMessages, restoreWindow } from '../../host/support/messages';
import { packed, scaffold } from '../../host/support/scaffolding';

const IDS = ['authentication-system', 'blog-api', 'e-commerce-backend', 'real-time-chat', 'rest-api', 'url-shortener'];
const ROUNDS = 15;
const MAX_RATIO = 2;

/** Milliseconds that something takes. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('scaffolding next to a copy of the same tree', function () {
  this.timeout(300_000);
  let home = '';

  before(async () => {
    await activate();
    recordMessages();
    home = await mkdtemp(join(tmpdir(), 'backend-roadmap-bench-'));
  });
  after(async () => {
    restoreWindow();
    await rm(home, { recursive: true });
  });

  for (const project of IDS) {
    it(`${project} is written in at most ${MAX_RATIO} times the time of fs.cp`, async () => {
      const parent = vscode.Uri.file(home);
      const { files } = await packed(project);
      const source = join(home, `${project}-source`);
      const token = new vscode.CancellationTokenSource().token;
      const write = async (name: string) => {
        const planned = planFiles(files, { project, name });
        assert.ok(await writeProject(await lookAtTarget(parent, name, planned), planned, token));
      };
      await write(`${project}-source`);
      const times = { cp: [] as number[], write: [] as number[], command: [] as number[] };
      // Each in turn, so that what else the machine does falls on all of them; the first round warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        const cpTime = await time(() => cp(source, join(home, `${project}-cp-${round}`), { recursive: true }));
        const writeTime = await time(() => write(`${project}-write-${round}`));
        const name = `${project}-command-${round}`;
        const commandTime = await time(async () => assert.ok(await scaffold({ project, name, parent, git: false, open: 'nothing' })));
        if (round === 0) continue;
        times.cp.push(cpTime);
        times.write.push(writeTime);
        times.command.push(commandTime);
      }
      const row = (what: string, of: (values: number[]) => number) => {
        const [cpTime, writeTime, commandTime] = [of(times.cp), of(times.write), of(times.command)];
        const ratio = writeTime / cpTime;
        const cells = [cpTime, writeTime, commandTime].map((value) => `${value.toFixed(1)} ms`);
        console.log(`      ${what}: fs.cp ${cells[0]}, written ${cells[1]}, ratio ${ratio.toFixed(2)}; the whole command ${cells[2]}`);
        return ratio;
      };
      console.log(`      ${files.length} files`);
      const ratio = row('median', median);
      row('quickest', (values) => Math.min(...values));
      assert.ok(ratio <= MAX_RATIO, `ratio ${ratio.toFixed(2)}`);
    });
  }
});
