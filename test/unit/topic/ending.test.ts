import assert from 'node:assert/strict';
import { htmlOf } from '../../../src/base/elements';
import type { PlacedTopic } from '../../../src/content/outline';
import type { Status } from '../../../src/progress/model/progress';
import { endingPart } from '../../../src/topic/html/endingPart';
import type { TopicView } from '../../../src/topic/html/topicView';

const draw = (status: Status, isProven: boolean, change: Partial<TopicView> = {}): string => {
  const proofs = isProven ? [{ kind: 'quiz', id: 'http', at: 1 }] : [];
  const next = { id: 'sql', title: 'SQL' } as PlacedTopic;
  return htmlOf(endingPart({ topic: { id: 'http' }, progress: { status, proofs }, hasQuiz: true, next, ...change } as TopicView)).source;
};
/** What it offers in order, the one that comes next in brackets. */
const steps = (html: string): string[] =>
  [...html.matchAll(/<(?:button type="button" class="(\w+)"[^>]*|span class="(done-mark)")>(?:<svg.*?<\/svg>)?([^<]+)</g)].map(([, kind, mark, label = '']) =>
    mark ? `(${label})` : kind === 'primary' ? `[${label}]` : label,
  ); // prettier-ignore

describe('the end of a lesson', () => {
  it('leads to the quiz, to the tick and to the next topic, and shows which comes next', () => {
    assert.deepEqual(steps(draw('doing', false)), ['[Take the Quiz]', 'Mark as Completed', 'Next Topic: SQL']);
    assert.deepEqual(steps(draw('doing', true)), ['Take the Quiz', '[Mark as Completed]', 'Next Topic: SQL']);
    assert.deepEqual(steps(draw('done', true)), ['Take the Quiz', '(Completed)', '[Next Topic: SQL]']);
    assert.deepEqual(steps(draw('done', false)), ['Take the Quiz', '(Completed)', '[Next Topic: SQL]']);
  });

  it('offers no quiz and no next topic where there is none', () => {
    assert.deepEqual(steps(draw('todo', false, { hasQuiz: false, next: undefined })), ['[Mark as Completed]']);
    assert.deepEqual(steps(draw('done', false, { hasQuiz: false, next: undefined })), ['(Completed)']);
  });

  it('says what was reached with the last topic of a section', () => {
    const reached = { milestone: 'You know the web!' };
    assert.match(draw('done', false, reached), /<p class="milestone">.*<strong>You know the web!<\/strong><\/p>/);
    assert.doesNotMatch(draw('doing', false, reached), /You know the web/);
    assert.doesNotMatch(draw('done', false), /milestone/);
  });

  it('says the same in a sentence', () => {
    assert.match(draw('todo', false), /Take the quiz to prove what you have learned\./);
    assert.match(draw('todo', true), /Mark the topic as completed when you have learned it\./);
    assert.match(draw('done', false), /You have completed this topic\. Its quiz can prove it\./);
    assert.match(draw('done', true), /You have completed this topic\.</);
  });
});
