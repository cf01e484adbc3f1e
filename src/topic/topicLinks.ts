import * as vscode from 'vscode';
import type { RoadmapIndex } from '../content/outline';
import { EXTENSION_ID } from '../ids';
import type { Log } from '../base/log';
import { reportUnexpected } from '../base/log';
import { showWarning } from '../base/messages';

const TOPIC = /^\/topic\/([^/]+)\/?$/;

/** The address that opens a topic in this kind of VS Code. */
export const linkToTopic = (id: string): vscode.Uri =>
  vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: EXTENSION_ID, path: `/topic/${id}` });

interface Opener {
  open(id: string): Promise<void>;
}

/** Answers `vscode://backend-roadmap.backend-roadmap/topic/<id>`: opens the lesson and changes nothing. Links come from anywhere: nothing of one is shown. */
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
    else if (id !== undefined) this.say(vscode.l10n.t('The link that was opened leads to a topic that is not in this roadmap.'));
    else this.say(vscode.l10n.t('Backend Roadmap does not know what the link that was opened leads to.'));
  }

  private say(text: string): void {
    void showWarning(text);
  }
}
