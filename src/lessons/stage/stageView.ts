import type { StageResult } from '../../core/checks/results';
import type { StageText } from '../../core/checks/stagePage';
import type { CheckState } from '../../core/checks/stageStates';

/** A stage as others name it. */
export interface StageName {
  readonly id: string;
  readonly title: string;
}

/** What of the page stays as it is while it is shown. */
export interface StageView {
  readonly project: StageName;
  readonly text: StageText;
  /** Counted from 1. */
  readonly position: number;
  readonly total: number;
  /** What the stage practises. */
  readonly topics: readonly StageName[];
  readonly previous: StageName | undefined;
  readonly next: StageName | undefined;
  readonly work: WorkView;
}

/** What the learner has done, and what can be done next. */
export interface WorkView {
  readonly project: StageName;
  readonly text: StageText;
  /** The repos of the project. */
  readonly repos: readonly RepoChoice[];
  /** The one that the page is for, as a URI; undefined when there is none. */
  readonly folder: string | undefined;
  readonly result: StageResult;
  /** The states of all stages of the project, in order. */
  readonly states: readonly CheckState[];
  /** The first stage that has not passed; undefined when none is left. */
  readonly upNext: StageName | undefined;
  readonly isFinished: boolean;
  readonly isChecking: boolean;
  /** Files of the repo have changed since its last run. */
  readonly isStale: boolean;
}

export interface RepoChoice {
  /** As a URI. */
  readonly folder: string;
  readonly label: string;
}
