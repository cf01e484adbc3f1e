import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import type { StageText } from './stage';
import { UserError } from '../base/userError';

/** Put in place by the build (esbuild.mjs): the projects whose stages have texts and checks. */
declare const BUNDLED_CHECKED_PROJECTS: readonly string[];

/** What the stages of the projects ask for: which projects have some at once, their texts when one is shown. */
export class StageLibrary {
  private readonly projects: ReadonlySet<string> = new Set(BUNDLED_CHECKED_PROJECTS);
  private readonly loaded = new Map<string, Promise<readonly StageText[]>>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** Whether a project has checks. */
  has(project: string): boolean {
    return this.projects.has(project);
  }

  /** The stages of a project that has some, in order, as the build made them. @throws UserError when they cannot be read. */
  load(project: string): Promise<readonly StageText[]> {
    const known = this.loaded.get(project);
    if (known) return known;
    const loading = this.read(project);
    this.loaded.set(project, loading);
    loading.catch(() => this.loaded.delete(project));
    return loading;
  }

  private async read(project: string): Promise<readonly StageText[]> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'dist', 'stages', `${project}.json`);
    try {
      return JSON.parse(new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file))) as readonly StageText[];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(vscode.l10n.t('The stages of "{0}" could not be read; install the extension again ({1}).', project, reason));
    }
  }
}
