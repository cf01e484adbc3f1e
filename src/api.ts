import type * as vscode from 'vscode';
import { STATUSES, isStatus, type Status } from './progress/model/progress';
import type { ProgressStore } from './progress/progressStore';

/**
 * What other extensions get from `vscode.extensions.getExtension('backend-roadmap.backend-roadmap')?.activate()`.
 * Within one `version` nothing is removed or changes its meaning; what is added is optional to use.
 */
export interface BackendRoadmapApi {
  readonly version: 1;
  /** The roadmap: sections with their topics, in order. A copy; changing it changes nothing. */
  getRoadmap(): ApiRoadmap;
  /** The status of a topic. @throws RangeError when the roadmap has no such topic. */
  getStatus(topicId: string): ApiStatus;
  /**
   * Sets the status of a topic, as the learner would; "Undo" takes it back. Resolves when it is safe on disk.
   * Rejects with a RangeError when there is no such topic, with a TypeError when it is no status.
   */
  setStatus(topicId: string, status: ApiStatus): Promise<void>;
  /** Counts of the whole roadmap. */
  getProgress(): ApiProgress;
  /** Fires after any change, with the ids of the topics that changed. */
  readonly onDidChangeProgress: vscode.Event<{ readonly topicIds: readonly string[] }>;
}

export type ApiStatus = 'todo' | 'doing' | 'done' | 'skipped';

export interface ApiRoadmap {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly topics: readonly { readonly id: string; readonly title: string; readonly hours: number }[];
  }[];
}

export interface ApiProgress {
  readonly done: number;
  readonly total: number;
  /** Whole percent of completed over all that are not skipped. */
  readonly percent: number;
  /** The topic to go on with, if one is left. */
  readonly nextTopicId?: string | undefined;
}

/** What another extension gave, in an error for it: whatever it is, to say so never fails. */
const named = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : `a value of type ${typeof value}`;

/** The API over the store, which is made by its first use. */
export function createApi(store: () => ProgressStore): BackendRoadmapApi {
  const existing = (topicId: string): string => {
    const topic = typeof topicId === 'string' ? store().index.topic(topicId) : undefined;
    if (!topic) throw new RangeError(`There is no topic ${named(topicId)} in the roadmap "${store().index.outline.id}".`);
    return topic.id;
  };
  const checked = (status: unknown): Status => {
    if (!isStatus(status)) throw new TypeError(`A status is one of ${STATUSES.join(', ')}, not ${named(status)}.`);
    return status;
  };
  return {
    version: 1,
    getRoadmap: () => ({
      id: store().index.outline.id,
      title: store().index.outline.title,
      sections: store().index.outline.sections.map(({ id, title, topics }) => ({
        id,
        title,
        topics: topics.map(({ id, title, hours }) => ({ id, title, hours })),
      })),
    }),
    getStatus: (topicId) => store().topic(existing(topicId)).status,
    setStatus: async (topicId, status) => store().setStatus([existing(topicId)], checked(status)),
    getProgress: () => {
      const { done, total, percent, next } = store().progress;
      return { done, total, percent, nextTopicId: next };
    },
    onDidChangeProgress: (listener, thisArgs, disposables) =>
      store().onDidChange(
        ({ topics }) => {
          listener.call(thisArgs, { topicIds: [...topics] });
        },
        undefined,
        disposables,
      ),
  };
}
