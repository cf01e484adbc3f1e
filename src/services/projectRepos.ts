import * as vscode from 'vscode';

/** A repo that the learner made of a project. */
export interface ProjectRepo {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** How many of the project's stages have passed their checks in it. */
  readonly stagesPassed: number;
}

/** Which projects the learner has begun. */
export interface ProjectRepos {
  readonly onDidChange: vscode.Event<void>;
  reposOf(projectId: string): readonly ProjectRepo[];
}

/** For hosts in which no repo can be known. */
export const noProjectRepos: ProjectRepos = {
  onDidChange: () => new vscode.Disposable(() => undefined),
  reposOf: () => [],
};
