import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import type { Lesson } from './lesson';

/** Put in place by the build (esbuild.mjs): the topics that have a lesson. */
declare const BUNDLED_LESSON_IDS: readonly string[];

/** The lessons of the bundled roadmap, each read when it is shown for the first time. */
export class LessonLibrary {
  private readonly lessons = new Map<string, Promise<Lesson>>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly roadmap: string,
  ) {}

  /** The lesson of a topic; undefined when it has none. Rejects when the installation is damaged. */
  async load(topic: string): Promise<Lesson | undefined> {
    if (!BUNDLED_LESSON_IDS.includes(topic)) return undefined;
    const known = this.lessons.get(topic);
    if (known) return known;
    const reading = this.read(topic);
    this.lessons.set(topic, reading);
    // The next one who asks tries again.
    reading.catch(() => this.lessons.delete(topic));
    return reading;
  }

  private async read(topic: string): Promise<Lesson> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'dist', 'lessons', this.roadmap, `${topic}.json`);
    return JSON.parse(new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file))) as Lesson;
  }
}
