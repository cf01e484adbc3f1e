import * as vscode from 'vscode';
import type { RoadmapIndex } from '../content/outline';
import { EXTENSION_ID } from '../ids';
import type { Log } from '../base/log';
import { reportUnexpected } from '../base/log';

const TOPIC = /^\/topic\/([^/]+)\/?$/;

/** The address that opens a topic in this kind of VS Code. */
export const linkToTopic = (id: string): vscode.Uri =>
  vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: EXTENSION_ID, path: `/topic/${id}` });

interface Opener {
  open(id: string): Promise<void>;
}

/** Answers `vscode://backend-roadmap.backend-roadmap/topic/<id>`: opens the lesson and changes nothing. Links come from anywhere. */
export class TopicLinks implements vscode.UriHandler {
  constructor(
    private readonly index: RoadmapIndex,
    private readonly pages: Opener,
    private readonly log: Log,
  ) {}

  async handleUri({ path }: vscode.Uri): Promise<void> {
    const id = TOPIC.exec(path)?.[1];
    const topic = id === undefined ? undefined : this.index.topic(id);
    if (topic)
      await this.pages.open(topic.id).catch((error: unknown) => reportUnexpected(this.log, vscode.l10n.t('opening a topic'), error));
    else if (id !== undefined) this.say(vscode.l10n.t('This link leads to the topic "{0}", which is not in this roadmap.', shorten(id)));
    else this.say(vscode.l10n.t('Backend Roadmap does not know what this link leads to: {0}', shorten(path)));
  }

  private say(text: string): void {
    void vscode.window.showWarningMessage(text);
  }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
