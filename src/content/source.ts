import type { RoadmapOutline } from './outline';

/** The kinds of documents that a roadmap has beside itself: lessons and quizzes by topic, stages and starters by project. */
export const DOCUMENT_KINDS = ['lessons', 'quizzes', 'stages', 'starters'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What is known of a roadmap before anything of it is read: its outline, and which topics and projects have which documents. */
export interface ContentIndex {
  readonly outline: RoadmapOutline;
  readonly documents: Readonly<Record<DocumentKind, readonly string[]>>;
}

/**
 * Where the content of one roadmap comes from. A source answers with what `content/compile` made of it; a new place to take
 * roadmaps from is a new source, and nothing else in the extension knows of places.
 */
export interface ContentSource {
  readonly index: ContentIndex;
  /** The whole roadmap (a `Roadmap`). Rejects when it cannot be read. */
  readRoadmap(): Promise<unknown>;
  /** A document that `index` names. Rejects when it cannot be read. */
  read(kind: DocumentKind, id: string): Promise<unknown>;
}
