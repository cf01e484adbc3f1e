import assert from 'node:assert/strict';
import { join } from 'node:path';
import { diskFolder } from '../../../src/build/diskFolder';
import { readRoadmap } from '../../../src/content/compile/readRoadmap';
import { readProgress } from '../../../src/progress/model/progress';
import { keyOf, type Register } from '../../../src/progress/model/registers';
import { outlineOf, RoadmapIndex } from '../../../src/content/outline';
import { snapshotOf } from '../../../src/dashboard/snapshot';
import { repoRoot } from '../../support/paths';
import { testWords } from './testWords';

describe('the snapshot for the dashboard', () => {
  it('has the topics that are not as at the beginning, and no others: a long roadmap is sent at every tick', async () => {
    const roadmap = await readRoadmap(diskFolder(join(repoRoot, 'roadmap/backend')));
    const index = new RoadmapIndex(outlineOf(roadmap));
    const at = { t: 1, w: 'a' };
    const registers = new Map<string, Register>([
      [keyOf('backend', 'caching', 'status'), { v: 'skipped', ...at }],
      [keyOf('backend', 'http-and-https', 'status'), { v: 'todo', ...at }],
      [keyOf('backend', 'git-fundamentals', 'proof:quiz:git-fundamentals'), { v: true, ...at }],
    ]);
    const progress = readProgress(index, registers);
    const { topics } = snapshotOf({ answers: 3, index, projects: [], progress, experience: null, workOn: () => undefined }, testWords);
    const byId = [...topics].sort((a, b) => a.id.localeCompare(b.id));
    assert.deepEqual(byId, [
      { id: 'caching', status: 'skipped', proven: false },
      { id: 'git-fundamentals', status: 'todo', proven: true },
    ]);
  });
});
