import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillIn } from '../../../src/base/text';
import { passesFilter } from '../../../src/dashboard/model/projectFilter';
import { formatMoney, formatMost, formatRange, levelOfYears, percentAlong, salaryScale } from '../../../src/dashboard/model/salaries';
import type { SalaryLevel } from '../../../src/content/schema';

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
