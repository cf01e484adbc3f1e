import assert from 'node:assert/strict';
import { momentOf } from '../../../../src/checks/kit/dates';

const NOON = Date.UTC(2026, 0, 31, 12);

describe('a date in an answer', () => {
  for (const text of [
    '2026-01-31T12:00:00.000Z',
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00Z',
    '2026-01-31 12:00:00Z',
    '2026-01-31 12:00:00.000000+00:00',
    '2026-01-31t12:00:00z',
    '20260131T120000Z',
    '20260131T1200Z',
    '2026-01-31T13:00:00+01:00',
    '2026-01-31T13:00:00+01',
    '2026-01-31T07:30:00-0430',
    '2026-01-31T12:00:00,000Z',
    '2026-01-31T12:00:00.000999999Z',
  ]) {
    it(`may be ${text}`, () => assert.equal(momentOf(text), NOON));
  }

  it('is told to the millisecond', () => assert.equal(momentOf('2026-01-31T12:00:00.7Z'), NOON + 700));

  it('may have no zone', () => assert.equal(momentOf('2026-01-31T12:00:00'), new Date(2026, 0, 31, 12).getTime()));

  for (const value of ['', 'today', '2026-01-31', '2026-13-31T12:00:00Z', '2026-01-31T25:00:00Z', '31.01.2026 12:00', NOON, null]) {
    it(`is not ${JSON.stringify(value)}`, () => assert.equal(momentOf(value), undefined));
  }
});
