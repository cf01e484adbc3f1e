import { hoursLeft } from './model/pace';
import type { RoadmapProgress } from '../progress/model/progress';
import type { DashboardSnapshot, ProjectState, StagesState } from './model/protocol';
import type { RoadmapIndex } from '../content/outline';
import type { Project } from '../content/schema';
import type { DashboardWords } from './words';

export interface SnapshotSource {
  /** The number of the last change that the page has asked for. */
  readonly answers: number;
  readonly index: RoadmapIndex;
  readonly projects: readonly Project[];
  readonly progress: RoadmapProgress;
  readonly experience: number | null;
  /** What is built of a project, in the repo that is furthest; undefined when there is no repo. */
  readonly workOn: (project: Project) => ProjectWork | undefined;
}

export interface ProjectWork {
  /** How many stages have passed. */
  readonly passed: number;
  /** The title of the first that has not; undefined when there is none to show. */
  readonly next: string | undefined;
}

/** Everything on the page that can change. */
export function snapshotOf(source: SnapshotSource, words: DashboardWords): DashboardSnapshot {
  const { answers, index, progress, experience } = source;
  const next = progress.next === undefined ? undefined : index.topic(progress.next);
  const projects = source.projects.map((project) => projectState(project, source, words));
  const share = new Map(projects.map(({ id, stages }) => [id, stages && stages.total > 0 ? stages.passed / stages.total : 0]));
  return {
    type: 'snapshot',
    roadmap: index.outline.id,
    answers,
    topics: [...progress.topics]
      .map(([id, { status, proofs }]) => ({ id, status, proven: proofs.length > 0 }))
      .filter(({ status, proven }) => proven || status !== 'todo'),
    sections: [...progress.sections.values()].map(({ id, done, skipped, total, complete }) => ({
      id,
      done,
      total,
      entered: done + skipped > 0,
      complete,
      text: words.completedOf(done, total),
    })),
    projects,
    percent: progress.percent,
    next: next?.id ?? null,
    hours: hoursLeft(index.outline, progress, (id) => share.get(id) ?? 0),
    experience,
    texts: {
      completed: words.completed(progress.done, progress.total),
      go: next ? words.goTo(next.title) : words.goToProjects,
    },
  };
}

function projectState(project: Project, { progress, workOn }: SnapshotSource, words: DashboardWords): ProjectState {
  const done = project.topics.filter((id) => progress.topics.get(id)?.status === 'done').length;
  const total = project.topics.length;
  const work = workOn(project);
  const stages = project.stages.length;
  return {
    id: project.id,
    done,
    total,
    text: words.topicsDone(done, total),
    suggested: done === total && (work === undefined || work.passed < stages),
    finished: stages > 0 && work?.passed === stages,
    stages: work ? stagesState(work, stages, words) : null,
  };
}

const stagesState = ({ passed, next }: ProjectWork, total: number, words: DashboardWords): StagesState => ({
  ...{ passed, total },
  text: words.stagesPassed(passed, total),
  next: next === undefined ? null : words.nextStage(next),
});
