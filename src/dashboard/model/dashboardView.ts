import type { PlacedTopic, RoadmapIndex } from '../../content/outline';
import type { Project, Roadmap } from '../../content/schema';
import { hasBegun, type RoadmapProgress, type Status, topicProgress } from '../../progress/model/progress';

/** What the dashboard is drawn from: content, and all that the learner has done. It is made anew whenever something of that changes. */
export interface DashboardView {
  readonly roadmap: Roadmap;
  readonly index: RoadmapIndex;
  readonly progress: RoadmapProgress;
  readonly projects: ReadonlyMap<string, ProjectView>;
  /** The learner's years of work, for the salaries. */
  readonly experience: number | null;
  /** The id of the country in which the learner stands among them; null when they have not said. */
  readonly country: string | null;
  /** Whether a project can be scaffolded here. */
  readonly canScaffold: boolean;
  /** Whether a topic has a quiz. */
  readonly hasQuiz: (topic: string) => boolean;
}

/** What is built of a project, in the repo of it that is furthest. */
export interface ProjectWork {
  /** How many stages have passed. */
  readonly passed: number;
  /** The title of the first that has not; undefined when there is none to show. */
  readonly next: string | undefined;
}

export interface ProjectView {
  /** How many of the topics that it practises are completed. */
  readonly done: number;
  readonly total: number;
  /** Everything it practises is completed, and it is not. */
  readonly isSuggested: boolean;
  /** All of its stages have passed in a repo of it. */
  readonly isFinished: boolean;
  /** Undefined when there is no repo. */
  readonly work: ProjectWork | undefined;
}

export interface TopicView {
  readonly status: Status;
  readonly isProven: boolean;
  /** It is the topic to go on with. */
  readonly isNext: boolean;
}

interface DashboardSource extends Omit<DashboardView, 'projects'> {
  readonly workOn: (project: Project) => ProjectWork | undefined;
}

/** The view of now. */
export function viewOf({ workOn, ...source }: DashboardSource): DashboardView {
  const { items } = source.roadmap.projects;
  return { ...source, projects: new Map(items.map((project) => [project.id, projectView(project, source.progress, workOn(project))])) };
}

function projectView(project: Project, progress: RoadmapProgress, work: ProjectWork | undefined): ProjectView {
  const done = project.topics.filter((id) => topicProgress(progress, id).status === 'done').length;
  const total = project.topics.length;
  const stages = project.stages.length;
  return {
    done,
    total,
    isSuggested: done === total && (work === undefined || work.passed < stages),
    isFinished: stages > 0 && work?.passed === stages,
    work,
  };
}

export function topicView({ progress }: DashboardView, id: string): TopicView {
  const { status, proofs } = topicProgress(progress, id);
  return { status, isProven: proofs.length > 0, isNext: progress.next === id };
}

/** Whether anything was begun. */
export const isBegun = ({ progress, projects }: DashboardView): boolean =>
  hasBegun(progress, { isEmpty: [...projects.values()].every(({ work }) => work === undefined) });

/** The projects that practise a topic, in the order of the roadmap. */
export const projectsThatPractise = ({ roadmap }: Pick<DashboardView, 'roadmap'>, topic: string): Project[] =>
  roadmap.projects.items.filter(({ topics }) => topics.includes(topic));

/** The topic to go on with; undefined when nothing is left. */
export const nextTopic = ({ index, progress }: DashboardView): PlacedTopic | undefined =>
  progress.next === undefined ? undefined : index.topic(progress.next);
