import { rm } from 'node:fs/promises';
import { openRoadmap } from './roadmap';
import { makeRepo } from '../checks/support/repos';

describe('x', function () {
  this.timeout(300000);
  it('y', async () => {
    const repo = await makeRepo('rest-api', 'starter');
    await rm(repo + '/node_modules');
    const ui = await openRoadmap({ folder: repo });
    const w = ui.workbench;
    let n = 0;
    const shot = async (name: string) => { await w.page.screenshot({ path: `/tmp/shots/z${String(++n).padStart(2, '0')}-${name}.png` }); };
    try {
      await w.runCommand('Backend Roadmap: Check');
      await w.answerDialog(/A check runs this command/, 'Run and Check');
      for (let i = 0; i < 10; i++) { await w.page.waitForTimeout(800); console.log(await w.toasts.allInnerTexts()); }
      await shot('end');
      await w.runCommand('Backend Roadmap: Show Log');
      await w.page.waitForTimeout(1500);
      await shot('log');
    } finally {
      await ui.close();
    }
  });
});
