import { l10n } from 'vscode';
import { reasonOf } from '../base/errors';
import { UserError } from '../base/userError';
import type { Lesson } from './lesson';
import { RoadmapIndex } from './outline';
import type { Quiz } from './quiz';
import type { Roadmap } from './schema';
import type { ContentSource } from './source';
import type { StageText } from './stage';
import type { PackedProject } from './starter';

/** Reads something once, and again after it failed. */
class Once<T> {
  private reading: Promise<T> | undefined;

  constructor(private readonly read: () => Promise<T>) {}

  get(): Promise<T> {
    this.reading ??= this.read().catch((error: unknown) => {
      this.reading = undefined;
      throw error;
    });
    return this.reading;
  }
}

/** One kind of the documents of a roadmap, by topic or by project: which there are at once, each read when it is needed first. */
export class Shelf<T> {
  private readonly documents: ReadonlyMap<string, Once<T>>;

  /** `damaged` is the sentence for a document that cannot be read: with its id and the reason. */
  constructor(ids: readonly string[], read: (id: string) => Promise<unknown>, damaged: (id: string, reason: string) => string) {
    const readOne = async (id: string): Promise<T> => {
      try {
        return (await read(id)) as T;
      } catch (error) {
        throw new UserError(damaged(id, reasonOf(error)));
      }
    };
    this.documents = new Map(ids.map((id) => [id, new Once(() => readOne(id))]));
  }

  has(id: string): boolean {
    return this.documents.has(id);
  }

  /** The document if there is one. @throws UserError when it cannot be read. */
  async find(id: string): Promise<T | undefined> {
    return this.documents.get(id)?.get();
  }

  /** @throws UserError when it cannot be read; Error when there is none, which `has` tells before. */
  async load(id: string): Promise<T> {
    const document = this.documents.get(id);
    if (!document) throw new Error(`there is no document "${id}" of this kind`);
    return document.get();
  }
}

/** A roadmap and all that belongs to it, wherever it comes from: its outline at once, the rest when an action needs it. */
export class Library {
  readonly index: RoadmapIndex;
  /** By topic. */
  readonly lessons: Shelf<Lesson>;
  /** By topic. */
  readonly quizzes: Shelf<Quiz>;
  /** The stages of a project, in order; by project. */
  readonly stages: Shelf<readonly StageText[]>;
  /** By project. */
  readonly starters: Shelf<PackedProject>;
  private readonly roadmap: Once<Roadmap>;

  constructor(source: ContentSource) {
    const { outline, documents } = source.index;
    this.index = new RoadmapIndex(outline);
    this.roadmap = new Once(() => source.readRoadmap() as Promise<Roadmap>);
    this.lessons = new Shelf(
      documents.lessons,
      (id) => source.read('lessons', id),
      (id, reason) => l10n.t('The lesson of "{0}" could not be read; install the extension again ({1}).', id, reason),
    );
    this.quizzes = new Shelf(
      documents.quizzes,
      (id) => source.read('quizzes', id),
      (id, reason) => l10n.t('The quiz of "{0}" could not be read; install the extension again ({1}).', id, reason),
    );
    this.stages = new Shelf(
      documents.stages,
      (id) => source.read('stages', id),
      (id, reason) => l10n.t('The stages of "{0}" could not be read; install the extension again ({1}).', id, reason),
    );
    this.starters = new Shelf(
      documents.starters,
      (id) => source.read('starters', id),
      (id, reason) => l10n.t('The starter of "{0}" could not be read; install the extension again ({1}).', id, reason),
    );
  }

  /** The whole roadmap. Rejects when the installation is damaged. */
  load(): Promise<Roadmap> {
    return this.roadmap.get();
  }
}
