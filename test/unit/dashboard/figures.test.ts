import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillIn } from '../../../src/base/text';
import { hoursLeft, paceSentence, timeNeeded } from '../../../src/dashboard/model/pace';
import { passesFilter } from '../../../src/dashboard/model/projectFilter';
import { formatMoney, formatMost, formatRange, levelOfYears, percentAlong, salaryScale } from '../../../src/dashboard/model/salaries';
import { readProgress } from '../../../src/progress/model/progress';
import type { SalaryLevel } from '../../../src/content/schema';
import { smallIndex } from '../smallRoadmap';

const US = { currency: 'USD', locale: 'en-US' };
const INDIA = { currency: 'INR', locale: 'en-IN' };
const level = (id: string, from?: number): SalaryLevel => ({
  id,
  title: id,
  experience: '',
  min: 65_000,
  max: 90_000,
  typical: 77_000,
  openEnded: false,
  ...(from === undefined ? {} : { years: { from } }),
});

describe('the figures of the dashboard', () => {
  it('money is compact, in thousands of dollars and lakhs of rupees', () => {
    assert.equal(formatMoney(65_000, US), '$65K');
    assert.equal(formatMoney(400_000, INDIA), '₹4L');
    assert.equal(formatMoney(1_500_000, INDIA), '₹15L');
    assert.equal(formatRange(level('entry'), US), '$65K - $90K');
    assert.equal(formatMost({ ...level('lead'), max: 280_000, openEnded: true }, US), '$280K+');
  });

  it('an axis starts at 0, has round marks and room behind the longest bar', () => {
    assert.deepEqual(salaryScale([{ max: 90_000 }, { max: 280_000 }]), {
      end: 350_000,
      ticks: [0, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000],
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (max) => {
        const scale = salaryScale([{ max }]);
        assert.ok(scale.ticks.length >= 2 && scale.ticks.length <= 7, `${scale.ticks.length} ticks`);
        const end = percentAlong(max, scale);
        assert.ok(end > 20 && end < 89, `the bar ends at ${end}%`);
      }),
    );
  });

  it('years of work lead to the last level that has begun', () => {
    const levels = [level('a', 0), level('b', 2), level('c', 5)];
    assert.equal(levelOfYears(levels, 0)?.id, 'a');
    assert.equal(levelOfYears(levels, 2)?.id, 'b');
    assert.equal(levelOfYears(levels, 40)?.id, 'c');
    assert.equal(levelOfYears(levels, null), undefined);
    assert.equal(levelOfYears([level('x')], 3), undefined);
  });

  it('hours left are those of open topics and of stages that have not passed', () => {
    const index = smallIndex();
    const progress = readProgress(
      index,
      new Map([
        ['small/http#status', { v: 'done', t: 1, w: 'a' }],
        ['small/cache#status', { v: 'skipped', t: 1, w: 'a' }],
        ['small/sql#status', { v: 'doing', t: 1, w: 'a' }],
      ]),
    );
    const toBuild = 6;
    assert.equal(
      hoursLeft(index.outline, progress, () => 0.25),
      1 + 3 + 4 + 6 + toBuild,
    );
  });

  it('a pace says how many weeks and until when', () => {
    const today = new Date(2026, 0, 5);
    assert.deepEqual(timeNeeded(400, 12, today), {
      weeks: 34,
      until: new Date(today.getTime() + 34 * 7 * 86_400_000),
    });
    const sentences = { weeks: '{0}|{1}|{2}|{3}', oneWeek: 'one {1}', nothing: 'none' };
    assert.equal(paceSentence(400, 12, today, sentences, 'en'), '12|400|34|August 2026');
    assert.equal(paceSentence(3, 12, today, sentences, 'en'), 'one 3');
    assert.equal(paceSentence(0, 12, today, sentences, 'en'), 'none');
  });

  it('a sentence takes values as they are', () => {
    assert.equal(fillIn('{1} and {0}, {2}', '{1}', '$&'), '$& and {1}, {2}');
  });

  it('filters join levels and tags: one of each that was chosen', () => {
    const project = { level: 'Beginner', tags: ['Node.js', 'JSON'] };
    assert.ok(passesFilter(project, { levels: [], tags: [] }));
    assert.ok(passesFilter(project, { levels: ['Advanced', 'Beginner'], tags: ['Redis', 'JSON'] }));
    assert.ok(!passesFilter(project, { levels: ['Beginner'], tags: ['Redis'] }));
    assert.ok(!passesFilter(project, { levels: ['Advanced'], tags: ['JSON'] }));
  });
});
