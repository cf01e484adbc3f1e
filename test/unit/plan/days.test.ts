import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateOf, dayOf, formatDay, localDay, mondayOf, parseDay, showDay } from '../../../src/plan/model/days';

const day = (text: string) => parseDay(text)!;

describe('days', () => {
  it('are counted from 1 January 1970, leap days included', () => {
    assert.equal(dayOf(1970, 1, 1), 0);
    assert.equal(dayOf(1970, 12, 31), 364);
    assert.equal(dayOf(2000, 3, 1) - dayOf(2000, 2, 28), 2);
    assert.equal(dayOf(2100, 3, 1) - dayOf(2100, 2, 28), 1);
    // From a calendar on the wall: 23 November 2026 is a Monday.
    assert.equal(dayOf(2026, 11, 23), 20_780);
  });

  it('are read and written as year, month and day', () => {
    assert.equal(formatDay(day('2024-02-29')), '2024-02-29');
    assert.equal(parseDay(' 2027-05-14 '), dayOf(2027, 5, 14));
    for (const text of ['', 'tomorrow', '2027-5-14', '2027-02-29', '2027-13-01', '2027-00-10', '1969-12-31', '99999-01-01', '14.05.2027']) {
      assert.equal(parseDay(text), undefined, text);
    }
  });

  it('come back from their dates, whichever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_932_896 }), (one) => {
        const { year, month, date } = dateOf(one);
        assert.equal(dayOf(year, month, date), one);
        assert.equal(parseDay(formatDay(one)), one);
      }),
    );
  });

  it('belong to the week that began on the Monday before', () => {
    for (const text of ['2026-11-23', '2026-11-24', '2026-11-29']) assert.equal(formatDay(mondayOf(day(text))), '2026-11-23', text);
    assert.equal(formatDay(mondayOf(day('2026-11-30'))), '2026-11-30');
    // The last week of a year, which ends in the next one.
    assert.equal(formatDay(mondayOf(day('2027-01-03'))), '2026-12-28');
    assert.equal(mondayOf(0), -3);
  });

  it('are those of the wall, whatever the clock does that night', () => {
    assert.equal(formatDay(localDay(new Date(2026, 2, 29, 0, 0, 1))), '2026-03-29');
    assert.equal(formatDay(localDay(new Date(2026, 2, 29, 23, 59, 59))), '2026-03-29');
    assert.equal(showDay(day('2027-05-14'), 'en', { day: 'numeric', month: 'long', year: 'numeric' }), 'May 14, 2027');
  });
});
