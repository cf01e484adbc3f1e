import assert from 'node:assert/strict';
import { htmlOfPart } from '../../../src/pages/liveParts';
import { pacePart, paceStart } from '../../../src/plan/html/paceHtml';
import { parseDay } from '../../../src/plan/model/days';
import type { Outlook } from '../../../src/plan/model/outlook';
import { isHoursAWeek } from '../../../src/plan/model/storedPlan';
import type { PlanView } from '../../../src/plan/readJourney';

const MONDAY = parseDay('2026-01-05')!;
/** 80 hours that are left from a Monday on. */
const outlookAt = (planned: number | undefined): Outlook => ({ hours: 80, start: MONDAY, today: MONDAY, spent: 0, planned });
const start = (planned: number | undefined) => paceStart({ outlook: outlookAt(planned) });

describe('the hours a week', () => {
  it('are from 1 to 80 in a plan', () => {
    assert.deepEqual([0, 1, 5, 41, 80, 81, 2.5].map(isHoursAWeek), [false, true, true, true, true, false, false]);
  });

  it('on the page are those of the plan, whatever it has, and 12 without one', () => {
    assert.deepEqual([undefined, 1, 5, 41, 80].map(start), [12, 1, 5, 41, 80]);
  });

  it('have a sentence for each that a plan can have', () => {
    const sentences = [
      ...htmlOfPart(pacePart({ outlook: outlookAt(60) } as PlanView)).source.matchAll(/<span data-at="(\d+)"( hidden)?>([^<]+)</g),
    ];
    assert.deepEqual(sentences.map(([, at]) => Number(at)), Array.from({ length: 80 }, (_, place) => place + 1)); // prettier-ignore
    assert.equal(sentences[0]?.[3], 'At 1 hour a week, the work left (80 hours) takes about 80 weeks: finish by July\u00a018,\u00a02027.');
    assert.equal(sentences[79]?.[3], 'At 80 hours a week, the work left (80 hours) takes about 1 week: finish by January\u00a011.');
    assert.deepEqual(sentences.filter(([, , hidden]) => hidden === undefined).map(([, at]) => at), ['60']); // prettier-ignore
  });
});
