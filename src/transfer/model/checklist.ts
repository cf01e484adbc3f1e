import { escapeMarkdown } from '../../base/text';
import type { RoadmapIndex } from '../../content/outline';
import { topicProgress, type RoadmapProgress } from '../../progress/model/progress';

/** The words of a checklist, in the language of the learner. */
export interface ChecklistWords {
  readonly completed: string;
  readonly inProgress: string;
  readonly skipped: string;
  readonly proven: string;
  /** What the percent is of, where topics are skipped. */
  readonly withoutSkipped: string;
}

/** Progress as a Markdown checklist, for a README or a note to a mentor. */
export function checklistOf(index: RoadmapIndex, progress: RoadmapProgress, words: ChecklistWords): string {
  const { done, skipped, total, percent } = progress;
  const share = skipped > 0 ? `${percent}% ${words.withoutSkipped}` : `${percent}%`;
  const lines = [`# ${escapeMarkdown(index.outline.title)}`, '', `${done}/${total} ${words.completed} (${share})`];
  for (const section of index.outline.sections) {
    const { done = 0, total = 0, complete = false } = progress.sections.get(section.id) ?? {};
    lines.push('', `## ${escapeMarkdown(section.title)} (${done}/${total})`, '');
    for (const topic of section.topics) {
      const { status, proofs } = topicProgress(progress, topic.id);
      const notes = [
        ...(status === 'doing' ? [words.inProgress] : []),
        ...(status === 'skipped' ? [words.skipped] : []),
        ...(proofs.length > 0 ? [words.proven] : []),
      ];
      const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
      lines.push(`- [${status === 'done' ? 'x' : ' '}] ${escapeMarkdown(topic.title)}${note}`);
    }
    if (section.milestone) lines.push('', `${complete ? '★' : '☆'} ${escapeMarkdown(section.milestone.title)}`);
  }
  return `${lines.join('\n')}\n`;
}
