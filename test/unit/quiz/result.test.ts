import assert from 'node:assert/strict';
import { htmlOf, isElement, type Element } from '../../../src/base/elements';
import type { PlacedTopic } from '../../../src/content/outline';
import type { QuizQuestion } from '../../../src/content/quiz';
import type { TopicProgress } from '../../../src/progress/model/progress';
import { resultSection, type Surroundings } from '../../../src/quiz/html/resultHtml';
import { Session, type Subject } from '../../../src/quiz/model/session';
import { choice } from '../content/compile/quizFiles';

const QUESTIONS: readonly QuizQuestion[] = [0, 1, 2, 3, 4].map((at) => ({ ...choice('single', 3, 1), id: `q${at}` }));

/** A session that is over, with so many right answers. */
function finished(right: number, subject: Subject = { kind: 'quiz', topic: 'http' }): Session {
  const session = Session.start(subject, QUESTIONS.map((question) => ({ topic: 'http', question })), 3); // prettier-ignore
  QUESTIONS.forEach((_, index) => {
    const shown = session.shown(index);
    session.check(index, [shown.indexOf(index < right ? 1 : 0)]);
    session.next(index);
  });
  return session;
}

const around = (change: Partial<Surroundings> = {}, progress: Partial<TopicProgress> = {}): Surroundings => ({
  titleOf: (topic) => topic.toUpperCase(),
  progressOf: () => ({ status: 'todo', proofs: [], ...progress }),
  nextTo: () => ({ id: 'sql', title: 'SQL' }) as PlacedTopic,
  isMoreDue: () => false,
  canContinue: () => true,
  ...change,
});

const draw = (section: Element): string => {
  assert.equal(isElement(JSON.parse(JSON.stringify(section))), true);
  return htmlOf(section).source;
};
/** What the buttons of a result say, the one that comes next in brackets. */
const actions = (html: string): string[] =>
  [...html.matchAll(/<button type="button" class="(primary|secondary)" data-act="\w+">([^<]+)</g)].map(([, kind, label = '']) =>
    kind === 'primary' ? `[${label}]` : label,
  );

describe('the result of a quiz', () => {
  it('that was passed leads on along the roadmap and back to the lesson', () => {
    const html = draw(resultSection(finished(5), around()));
    assert.deepEqual(actions(html), ['[Mark as Completed]', 'Next Topic: SQL', 'Back to the Lesson', 'Close']);
    assert.match(html, /You have proven HTTP\./);
    assert.match(html, /HTTP comes back for review tomorrow\./);
    assert.doesNotMatch(html, /What to read again/);
  });

  it('that was passed with a wrong answer may be tried again, and says what to read', () => {
    const html = draw(resultSection(finished(4), around({ nextTo: () => undefined })));
    assert.deepEqual(actions(html), ['[Mark as Completed]', 'Back to the Lesson', 'Try Again', 'Close']);
    assert.match(html, /What to read again/);
  });

  it('leads to the next topic first when this one is completed, and keeps the place of the button', () => {
    const html = draw(resultSection(finished(5), around({}, { status: 'done' })));
    assert.deepEqual(actions(html), ['[Next Topic: SQL]', 'Back to the Lesson', 'Close']);
    assert.match(html, /<div class="actions"><span class="done-mark">.*?Completed<\/span><button/);
    assert.match(html, /HTTP is marked as completed\./);
  });

  it('that was not passed says what is needed, and leads to another try or the lesson', () => {
    const html = draw(resultSection(finished(3), around()));
    assert.deepEqual(actions(html), ['[Back to the Lesson]', 'Try Again', 'Close']);
    assert.match(html, /3 of 5 answers were right\..*You pass with 4 right answers or more\. Your progress has not changed\./);
    assert.doesNotMatch(html, /proven|Next Topic/);
  });
});

describe('what to read again', () => {
  /** A quiz whose questions are answered in these places of these lessons, all of them wrong. */
  const afterMissing = (...places: readonly (readonly [topic: string, anchor: string])[]): string => {
    const asked = places.map(([topic, anchor], at) => {
      const title = anchor === 'top' ? undefined : anchor.toUpperCase();
      return { topic, question: { ...QUESTIONS[at]!, prompt: `Question ${at + 1}?`, read: { anchor, title } } };
    });
    const session = Session.start({ kind: 'review' }, asked, 3);
    asked.forEach((_, index) => {
      session.check(index, [session.shown(index).indexOf(0)]);
      session.next(index);
    });
    return draw(resultSection(session, around()));
  };

  it('names each place of a lesson once, below all questions that lead to it', () => {
    const html = afterMissing(['http', 'ports'], ['http', 'names'], ['http', 'ports'], ['sql', 'ports'], ['http', 'top']);
    const items = [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = '']) =>
      item.replace(/<button[^>]*>/g, ' > ').replace(/<[^>]*>/g, ''),
    );
    assert.deepEqual(items, [
      'Question 1?Question 3? > Read: HTTP › PORTS',
      'Question 2? > Read: HTTP › NAMES',
      'Question 4? > Read: SQL › PORTS',
      'Question 5? > Read: HTTP',
    ]);
    assert.deepEqual([...html.matchAll(/data-question="(\d)"/g)].map(([, question]) => question), ['0', '1', '3', '4']); // prettier-ignore
  });
});

describe('the result of a review', () => {
  const review = (right: number, change: Partial<Surroundings> = {}) =>
    draw(resultSection(finished(right, { kind: 'review' }), around(change)));

  it('leads on, to more topics that are due first', () => {
    assert.deepEqual(actions(review(5)), ['[Continue Learning]', 'Close']);
    assert.deepEqual(actions(review(5, { isMoreDue: () => true })), ['[Review More Topics]', 'Continue Learning', 'Close']);
    assert.deepEqual(actions(review(5, { canContinue: () => false })), ['Close']);
  });

  it('says how it went', () => {
    assert.match(review(5), /data-passed="true".*Review finished.*5 of 5 answers were right/);
    assert.match(review(4), /data-passed="false".*Review finished.*4 of 5 answers were right.*What to read again/);
  });
});
