import type * as vscode from 'vscode';
import type { Checks } from '../checks/checks';
import type { Dashboard } from '../dashboard/dashboard';
import type { ProjectStarts } from '../devServices/projectStarts';
import type { QuizPages } from '../lessons/quiz/quizPages';
import type { StagePages } from '../lessons/stage/stagePages';
import type { TopicPages } from '../lessons/topicPages';
import type { Scaffolder } from '../scaffold/scaffolder';
import type { CheckResults } from '../services/checkResults';
import type { Log } from '../services/log';
import type { NoteStore } from '../services/notes/noteStore';
import type { ProgressStore } from '../services/progress/progressStore';
import type { ProjectRepoStore } from '../services/projectRepos';
import type { QuizLibrary } from '../services/quizLibrary';
import type { RoadmapLibrary } from '../services/roadmapLibrary';
import type { StageLibrary } from '../services/stageLibrary';
import type { Views } from '../views/views';

/** What VS Code hands to a command: anything, since keybindings and other extensions may call it. */
export type CommandArguments = readonly unknown[];

/** The parts that commands work with. */
export interface App {
  readonly library: RoadmapLibrary;
  readonly store: ProgressStore;
  /** What is seen in the window; made right after start-up, or by the first command that needs it. */
  readonly views: () => Promise<Views>;
  readonly dashboard: Dashboard;
  readonly topicPages: TopicPages;
  readonly notes: NoteStore;
  readonly quizzes: QuizLibrary;
  readonly quizPages: QuizPages;
  readonly stages: StageLibrary;
  readonly results: CheckResults;
  readonly stagePages: StagePages;
  readonly repos: ProjectRepoStore;
  readonly scaffolder: Scaffolder;
  readonly projectStarts: ProjectStarts;
  readonly checks: Checks;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}
