import type * as vscode from 'vscode';
import type { CheckActivity } from '../checkActivity';
import type { CheckResults } from '../checkResults';
import type { Log } from '../../base/log';
import type { ProgressStore } from '../../progress/progressStore';
import type { ProjectRepoStore } from '../../projects';
import type { Library } from '../../content/library';

/** What checks work with. */
export interface ChecksContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: CheckResults;
  readonly activity: CheckActivity;
  readonly log: Log;
}
