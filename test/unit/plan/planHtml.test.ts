import assert from 'node:assert/strict';
import { htmlOf, isElement } from '../../../src/base/elements';
import { parseDay } from '../../../src/plan/model/days';
import { journeyOf, worksLeft, type Now } from '../../../src/plan/model/journey';
import { outlookOf } from '../../../src/plan/model/outlook';
import { statisticsOf } from '../../../src/plan/model/statistics';
import { readProgress } from '../../../src/progress/model/progress';
import { keyOf, type Register } from '../../../src/progress/model/registers';
import { planPart } from '../../../src/plan/html/planHtml';
import { statisticsPart } from '../../../src/plan/html/statisticsHtml';
import { along, ticksOf, timelineScale } from '../../../src/plan/model/timeline';
import type { PlanView } from '../../../src/plan/readJourney';
import { smallIndex } from '../smallRoadmap';

const day = (text: string) => parseDay(text)!;
/** A Monday. */
const START = day('2026-11-23');
const DAY = 86_400_000;
const dayAt = (milliseconds: number) => Math.floor(milliseconds / DAY);
const index = smallIndex();

interface Options {
  readonly done?: Readonly<Record<string, string>>;
  readonly today?: string;
  readonly target?: string;
  readonly hours?: number;
  readonly showsStreak?: boolean;
}

/** Six topics of 21 hours and a project of 8, planned on a Monday. */
function viewOf({ done = {}, today = '2026-11-23', target, hours = 5, showsStreak = true }: Options = {}, withPlan = true): PlanView {
  const at = (progress: Record<string, string>, on: string): Now => {
    const registers = Object.entries(progress).map(([id, since]): [string, Register] => [
      keyOf('small', id, 'status'),
      { v: 'done', t: day(since) * DAY + 1, w: 'a' },
    ]);
    return { index, progress: readProgress(index, new Map(registers)), today: day(on), dayAt, builtShare: () => 0 };
  };
  const works = worksLeft(at({}, '2026-11-23'), true);
  const plan = {
    hoursAWeek: hours,
    start: START,
    made: START,
    target: target === undefined ? undefined : day(target),
    projects: true,
    works,
  };
  const now = at({ ...done }, today);
  const journey = withPlan ? journeyOf(plan, now) : undefined;
  return {
    index,
    progress: now.progress,
    today: now.today,
    showsStreak,
    hasUnreadablePlan: false,
    journey,
    outlook: outlookOf(journey, now),
    statistics: statisticsOf(now.progress, { today: now.today, dayAt, weeks: 26 }),
  };
}

const plan = (options?: Options) => htmlOf(planPart(viewOf(options))).source;
const statistics = (options?: Options) => htmlOf(statisticsPart(viewOf(options))).source;
/** What stands between the tags, with a stroke for each. */
const textOf = (page: string) => page.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');

describe('the plan on the page', () => {
  it('invites before there is one', () => {
    const page = htmlOf(planPart(viewOf({}, false))).source;
    assert.match(page, /data-go="make-plan"/);
    assert.doesNotMatch(page, /plan-week/);
  });

  it('says when there is one that cannot be read', () => {
    const none = viewOf({}, false);
    const sentence =
      'The plan that is stored here cannot be read: it is damaged, or a newer release made it. It is kept until you make a new one.';
    assert.ok(htmlOf(planPart({ ...none, hasUnreadablePlan: true })).source.includes(sentence));
    assert.ok(!htmlOf(planPart(none)).source.includes('cannot be read'));
  });

  it('says where the learner stands, and what was promised', () => {
    assert.match(textOf(plan()), /\|On plan\|Finish by January\u00a02,\u00a02027\|5 hours a week\|29 hours left\|/);
    const late = plan({ today: '2026-12-07' });
    assert.match(late, /data-standing="behind"/);
    assert.match(textOf(late), /\|2 weeks behind\|Finish by January\u00a016,\u00a02027\|First planned: January\u00a02,\u00a02027\|/);
  });

  it('shows this week with what is done and what is left of it, and the weeks after it', () => {
    const text = textOf(plan({ done: { 'how-web': '2026-11-24', http: '2026-11-24' }, today: '2026-11-25' }));
    assert.match(
      text,
      /\|This week\|Nov\u00a023\s–\s29 · 2 hours\|How the Web Works\| \|completed\|HTTP\| \|completed\|SQL\| \|2 h \(3 h in total\)\|/,
    );
    assert.match(
      text,
      /\|Next week\|Nov\u00a030\s–\sDec\u00a06 · 5 hours\|SQL\| \|1 h \(3 h in total\)\|REST API\| \|4 h \(8 h in total\)\|/,
    );
  });

  it('says when this week is done', () => {
    const done = Object.fromEntries(['how-web', 'http', 'sql'].map((id) => [id, '2026-11-23']));
    assert.match(textOf(plan({ done })), /Everything planned for this week is completed/);
  });

  it('has the timeline for the eye and as a table', () => {
    const page = plan({ today: '2026-11-25' });
    assert.match(page, /<div class="plan-chart" aria-hidden="true">/);
    assert.match(textOf(page), /\|Basics\|Nov 25, 2026\|Nov 27, 2026\|3\|Nov 27, 2026\|/);
    assert.match(textOf(page), /\|Projects\|/);
    assert.ok((page.match(/class="today"/g) ?? []).length >= 4);
  });

  it('has a key for each kind of bar, and no bar of another kind', () => {
    const page = plan({ done: { 'how-web': '2026-11-23' }, today: '2026-12-07' });
    const namesOf = (pattern: RegExp) => [...new Set([...page.matchAll(pattern)].map(([, name]) => name))].sort();
    assert.deepEqual(namesOf(/<rect class="([^"]+)"/g), ['now', 'promised']);
    assert.deepEqual(namesOf(/<i class="plan-key-([^"]+)"/g), ['now', 'promised']);
    assert.match(textOf(page), /\|As it stands\|As first planned\|/);
  });

  it('says whether a target is met, and what it would take', () => {
    assert.match(plan({ target: '2027-01-03' }), /In time for your target, January\u00a03,\u00a02027\./);
    assert.match(plan({ target: '2026-12-20' }), /Later than your target, December\u00a020\. From now on it would take 8 hours a week\./);
    assert.match(plan({ target: '2026-11-24', today: '2026-12-01' }), /No week has the hours that it would take/);
  });

  it('says that the clock is wrong, and shows nothing that hangs on it', () => {
    const page = plan({ today: '2020-01-01' });
    assert.match(page, /Your plan was made on November 23, 2026, but this computer says that today is January 1, 2020/);
    assert.doesNotMatch(page, /plan-week|On plan|weeks? (?:ahead|behind)/);
  });

  it('folds away what is far, and never writes more than a year of it', () => {
    const page = plan({ hours: 1 });
    assert.match(page, /<details class="plan-later">/);
    assert.equal((page.match(/class="plan-week card"/g) ?? []).length, 29);
    assert.match(textOf(page), /25 more weeks, Dec\u00a021,\u00a02026\s–\sJun\u00a013,\u00a02027/);
  });

  it('is made of nothing that a page would refuse', () => {
    for (const view of [viewOf(), viewOf({ target: '2026-12-20', today: '2026-12-07' }), viewOf({}, false)]) {
      assert.ok(isElement(JSON.parse(JSON.stringify(planPart(view)))));
      assert.ok(isElement(JSON.parse(JSON.stringify(statisticsPart(view)))));
    }
  });
});

describe('the scale of the timeline', () => {
  it('has room for every day, and for a week at least', () => {
    assert.deepEqual(timelineScale([START, undefined, START + 20]), { from: START, to: START + 21 });
    assert.deepEqual(timelineScale([START]), { from: START, to: START + 7 });
    assert.equal(along(START + 7, { from: START, to: START + 28 }), 25);
    assert.equal(along(START - 7, { from: START, to: START + 28 }), 0);
  });

  it('names weeks of short plans and months of long ones, at most nine', () => {
    const names = (days: number) => ticksOf({ from: START, to: START + days }).map(({ day: one, kind }) => `${kind} ${one - START}`);
    assert.deepEqual(names(28), ['week 0', 'week 7', 'week 14', 'week 21']);
    assert.deepEqual(names(120), ['year 8', 'year 39', 'month 70', 'month 98']);
    // January has no label here, and February says that another year has begun.
    assert.deepEqual(names(400).slice(0, 3), ['year 8', 'year 70', 'month 129']);
    for (const days of [7, 75, 76, 400, 4_000]) assert.ok(names(days).length >= 1 && names(days).length <= 9, `${days}`);
  });
});

describe('the statistics on the page', () => {
  it('invite before anything was done', () => assert.match(statistics(), /What you complete appears here/));

  it('show this week, streaks and a calendar, with a table that says the same', () => {
    const page = statistics({ done: { http: '2026-11-23', sql: '2026-11-18' }, today: '2026-11-25' });
    assert.match(textOf(page), /\|This week\|1 topic\|Current streak\|2 weeks\|Longest streak\|2 weeks\|/);
    assert.equal((page.match(/<i data-level="[^"]*"[^>]* title=/g) ?? []).length, 26 * 7 - 4);
    assert.match(page, /aria-label="Calendar of the last 26 weeks: 2 topics completed\. The table after it says the same\."/);
    assert.match(textOf(page), /\|Nov 23, 2026\|1\|0\|0\|Nov 16, 2026\|1\|0\|0\|/);
  });

  it('keep quiet about streaks when the learner does not want them', () => {
    assert.doesNotMatch(statistics({ done: { http: '2026-11-23' }, showsStreak: false }), /streak/);
  });
});
