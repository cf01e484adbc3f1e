import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import type { ContentIndex, ContentSource, DocumentKind } from './source';

/** Put in place by the build (esbuild.mjs), so that start-up reads no file. */
declare const BUNDLED_CONTENT: ContentIndex;

/** The roadmap that comes with the extension, as the build compiled it to `dist/content/<roadmap id>/`. */
export class BundledSource implements ContentSource {
  readonly index = BUNDLED_CONTENT;

  constructor(private readonly extensionUri: vscode.Uri) {}

  readRoadmap(): Promise<unknown> {
    return this.readJson('roadmap.json');
  }

  read(kind: DocumentKind, id: string): Promise<unknown> {
    return this.readJson(kind, `${id}.json`);
  }

  private async readJson(...path: readonly string[]): Promise<unknown> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'dist', 'content', this.index.outline.id, ...path);
    return JSON.parse(new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file)));
  }
}
