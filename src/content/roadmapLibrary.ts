import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import { RoadmapIndex, type RoadmapOutline } from './outline';
import type { Roadmap } from './schema';

/** Put in place by the build (esbuild.mjs), so that start-up reads no file. */
declare const BUNDLED_OUTLINE: RoadmapOutline;

/** The roadmap: its outline at once, all of it when an action needs it. */
export class RoadmapLibrary {
  readonly index = new RoadmapIndex(BUNDLED_OUTLINE);
  private whole: Promise<Roadmap> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The whole roadmap, as the build compiled and validated it; read once. Rejects when the installation is damaged. */
  load(): Promise<Roadmap> {
    this.whole ??= this.read().catch((error: unknown) => {
      this.whole = undefined;
      throw error;
    });
    return this.whole;
  }

  private async read(): Promise<Roadmap> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'dist', 'roadmap', `${this.index.outline.id}.json`);
    const content = new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file));
    return JSON.parse(content) as Roadmap;
  }
}
