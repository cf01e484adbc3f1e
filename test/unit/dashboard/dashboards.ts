import { join } from 'node:path';
import { diskFolder } from '../../../src/build/buildContent';
import { readRoadmap } from '../../../src/content/compile/roadmap';
import { outlineOf, RoadmapIndex } from '../../../src/content/outline';
import type { Project, Roadmap } from '../../../src/content/schema';
import { viewOf, type DashboardView, type ProjectWork } from '../../../src/dashboard/model/dashboardView';
import { readProgress } from '../../../src/progress/model/progress';
import { keyOf, type Register } from '../../../src/progress/model/registers';
import { repoRoot } from '../../support/paths';

export interface Learner {
  /** Topics with their statuses. */
  readonly statuses?: Readonly<Record<string, string>>;
  /** Topics of which a quiz was passed. */
  readonly proven?: readonly string[];
  readonly experience?: number | null;
  readonly country?: string | null;
  readonly canScaffold?: boolean;
  readonly hasQuiz?: (topic: string) => boolean;
  readonly workOn?: (project: Project) => ProjectWork | undefined;
}

export const bundledRoadmap = (): Promise<Roadmap> => readRoadmap(diskFolder(join(repoRoot, 'roadmap/backend')));

export const doneOf = (ids: readonly string[]): Record<string, string> => Object.fromEntries(ids.map((id) => [id, 'done']));

/** What the dashboard of a learner is drawn from. */
export function dashboardOf(roadmap: Roadmap, learner: Learner = {}): DashboardView {
  const {
    statuses = {},
    proven = [],
    experience = null,
    country = null,
    canScaffold = false,
    hasQuiz = () => true,
    workOn = () => undefined,
  } = learner;
  const index = new RoadmapIndex(outlineOf(roadmap));
  const at = { t: 1, w: 'a' };
  const registers = new Map<string, Register>([
    ...Object.entries(statuses).map(([id, v]): [string, Register] => [keyOf(roadmap.id, id, 'status'), { v, ...at }]),
    ...proven.map((id): [string, Register] => [keyOf(roadmap.id, id, `proof:quiz:${id}`), { v: true, ...at }]),
  ]);
  const progress = readProgress(index, registers);
  return viewOf({ roadmap, index, progress, experience, country, canScaffold, hasQuiz, workOn });
}
