import type { RoadmapIndex } from '../../content/outline';
import { fieldsOf, hash } from './namedFields';
import { TASK_FIELD } from './progress';
import type { Registers } from './registers';

/** How much two sentences must have in common to be one that was edited: of all their words, two thirds. */
const SAME = 2 / 3;

/** The words of a task as they are stored: what is only punctuation, case or Markdown may change without anyone noticing. */
export const wordsOf = (task: string): string => (task.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/**
 * The field that says whether a task of an exercise is done. It goes by the words of the task, so that tasks may come, go and change
 * places. When it is done, the words are its value: after an edit of the lesson they tell which task it was (see `tasksDone`).
 */
export const taskField = (task: string): string => `${TASK_FIELD}${hash(wordsOf(task))}`;

/**
 * Which of these tasks, the lesson's texts in order, the learner has ticked. A task that has been written otherwise since keeps its
 * tick: what was stored for a task that is no longer there counts for the one that says nearly the same, unless the learner has
 * ticked or cleared that one itself.
 */
export function tasksDone(index: RoadmapIndex, registers: Registers, topic: string, tasks: readonly string[]): boolean[] {
  const stored = fieldsOf(index, registers, topic, TASK_FIELD);
  const fields = tasks.map(taskField);
  const done = fields.map((field) => typeof stored.get(field)?.v === 'string');
  for (const [field, { v }] of stored) {
    if (typeof v !== 'string' || fields.includes(field)) continue;
    const place = closest(v, tasks, (at) => !stored.has(fields[at] ?? '') && done[at] === false);
    if (place !== undefined) done[place] = true;
  }
  return done;
}

/** The place of the task, of those that may be meant, that says nearly the same as these words; undefined when none does. */
function closest(words: string, tasks: readonly string[], mayBe: (at: number) => boolean): number | undefined {
  let best: { at: number; likeness: number } | undefined;
  tasks.forEach((task, at) => {
    const likeness = mayBe(at) ? likenessOf(words, wordsOf(task)) : 0;
    if (likeness >= SAME && likeness > (best?.likeness ?? 0)) best = { at, likeness };
  });
  return best?.at;
}

/** From 0 to 1: how many of the words of both are in both. */
function likenessOf(one: string, other: string): number {
  const [words, others] = [new Set(one.split(' ')), new Set(other.split(' '))];
  const shared = [...words].filter((word) => others.has(word)).length;
  return (2 * shared) / (words.size + others.size);
}
