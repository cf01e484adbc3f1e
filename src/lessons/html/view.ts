import type { Html } from '../../core/html';
import type { Lesson } from '../../core/lesson/lesson';
import type { TopicProgress } from '../../core/progress/progress';
import type { PlacedTopic } from '../../core/roadmap/outline';
import type { Project, Topic } from '../../core/roadmap/schema';

/** All that the page of a topic shows. */
export interface TopicView {
  readonly topic: Topic;
  readonly place: PlacedTopic;
  readonly total: number;
  readonly progress: TopicProgress;
  /** A roadmap may have topics without a lesson: the page is then objectives and links. */
  readonly lesson?: Lesson | undefined;
  /** What the learner wrote about it; undefined when there is nothing yet. */
  readonly note: Html | undefined;
  readonly hasQuiz: boolean;
  /** The addresses of the links that were read. */
  readonly read: readonly string[];
  /** The projects that practise this topic. */
  readonly projects: readonly Project[];
  readonly previous?: PlacedTopic | undefined;
  readonly next?: PlacedTopic | undefined;
}
