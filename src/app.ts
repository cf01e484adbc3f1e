import type * as vscode from 'vscode';
import type { TestExplorer } from './checks/explorer/testExplorer';
import type { Dashboard } from './dashboard/dashboard';
import type { ProjectLauncher } from './projects/start/projectLauncher';
import type { QuizPages } from './quiz/quizPages';
import type { StagePages } from './stages/stagePages';
import type { TopicPages } from './topic/topicPages';
import type { Scaffolder } from './projects/scaffold/scaffolder';
import type { CheckActivity } from './checks/checkActivity';
import type { CheckResults } from './checks/checkResults';
import type { Log } from './base/log';
import type { NoteStore } from './notes/noteStore';
import type { ProgressStore } from './progress/progressStore';
import type { ProjectRepoStore } from './projects/projectRepos';
import type { Library } from './content/library';
import type { Views } from './sidebar/views';

/** The parts that commands work with. */
export interface App {
  readonly library: Library;
  readonly store: ProgressStore;
  /** What is seen in the window; made right after start-up, or by the first command that needs it. */
  readonly views: () => Promise<Views>;
  readonly dashboard: Dashboard;
  readonly topicPages: TopicPages;
  /** Made by whoever first asks for a note. */
  readonly notes: () => Promise<NoteStore>;
  readonly quizPages: QuizPages;
  readonly results: CheckResults;
  readonly activity: CheckActivity;
  readonly stagePages: StagePages;
  readonly repos: ProjectRepoStore;
  readonly scaffolder: Scaffolder;
  readonly projectLauncher: ProjectLauncher;
  readonly checks: TestExplorer;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}
