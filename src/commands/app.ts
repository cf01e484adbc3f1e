import type { Dashboard } from '../dashboard/dashboard';
import type { ProjectStarts } from '../devServices/projectStarts';
import type { TopicPages } from '../lessons/topicPages';
import type { Scaffolder } from '../scaffold/scaffolder';
import type { Log } from '../services/log';
import type { ProgressStore } from '../services/progress/progressStore';
import type { ProjectRepoStore } from '../services/projectRepos';
import type { RoadmapLibrary } from '../services/roadmapLibrary';
import type { RoadmapTreeView } from '../views/roadmapTree/roadmapTreeView';

/** The parts that commands work with. */
export interface App {
  readonly library: RoadmapLibrary;
  readonly store: ProgressStore;
  readonly tree: RoadmapTreeView;
  readonly dashboard: Dashboard;
  readonly topicPages: TopicPages;
  readonly repos: ProjectRepoStore;
  readonly scaffolder: Scaffolder;
  readonly projectStarts: ProjectStarts;
  readonly log: Log;
}
