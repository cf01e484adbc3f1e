import type { Library } from '../content/library';
import type { Log } from '../base/log';
import { lessonEntries, partsOfLesson, roadmapEntries, textOf, withStageText } from './model/entries';
import { SearchIndex } from './model/searchIndex';

/** What of a roadmap can be found: its titles at once, its texts a moment later. */
export interface ContentIndex {
  readonly index: SearchIndex;
  /** Resolves when the texts of lessons and stages are found, too. */
  readonly texts: Promise<void>;
}

const indexes = new WeakMap<Library, Promise<ContentIndex>>();

/** The index of a roadmap: made by the first search of a window, and kept. Rejects when the installed roadmap cannot be read. */
export function contentIndexOf(library: Library, log: Log): Promise<ContentIndex> {
  const known = indexes.get(library);
  if (known) return known;
  const made = makeIndex(library, log);
  indexes.set(library, made);
  made.catch(() => indexes.delete(library));
  return made;
}

async function makeIndex(library: Library, log: Log): Promise<ContentIndex> {
  const roadmap = await library.load();
  const index = new SearchIndex();
  index.add(roadmapEntries(roadmap));
  return { index, texts: addTexts(index, library, log) };
}

/** One document after the other, so that the editor's other work goes on in between. One that cannot be read hides no other. */
async function addTexts(index: SearchIndex, library: Library, log: Log): Promise<void> {
  for (const topic of library.index.topics) {
    await orLog(log, async () => {
      const lesson = await library.lessons.find(topic.id);
      if (lesson) index.add(lessonEntries(topic, partsOfLesson(lesson.html)));
    });
  }
  for (const { id } of library.index.outline.projects) {
    await orLog(log, async () => {
      const stages = (await library.stages.find(id)) ?? [];
      for (const stage of stages) {
        const entry = index.get(`stage:${id}/${stage.id}`);
        if (entry) index.add([withStageText(entry, stage.checks.map(({ title }) => title), textOf(stage.html))]); // prettier-ignore
      }
    });
  }
}

async function orLog(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error('reading a text for the search', error);
  }
}
