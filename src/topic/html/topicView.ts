import type { Element } from '../../base/elements';
import type { Lesson } from '../../content/lesson';
import type { PlacedTopic } from '../../content/outline';
import type { Project, Topic } from '../../content/schema';
import type { TopicProgress } from '../../progress/model/progress';

/** All that the page of a topic shows. */
export interface TopicView {
  readonly topic: Topic;
  readonly place: PlacedTopic;
  readonly progress: TopicProgress;
  /** A roadmap may have topics without a lesson: the page is then objectives and links. */
  readonly lesson?: Lesson | undefined;
  /** Which tasks of the lesson are ticked, in their order. */
  readonly tasksDone: readonly boolean[];
  /** What the learner wrote about it; undefined when there is nothing yet. */
  readonly note: readonly Element[] | undefined;
  readonly hasQuiz: boolean;
  /** The milestone of its section, where that has lit up. */
  readonly milestone?: string | undefined;
  /** The addresses of the links that were read. */
  readonly read: readonly string[];
  /** The projects that practise this topic. */
  readonly projects: readonly Project[];
  readonly previous?: PlacedTopic | undefined;
  readonly next?: PlacedTopic | undefined;
}

/** The anchors of what stands around a lesson. No heading of a lesson has them: the content test sees to that. */
export const PART_IDS = {
  objectives: 'page-objectives',
  ending: 'page-ending',
  note: 'page-note',
  links: 'page-links',
  projects: 'page-projects',
} as const;
