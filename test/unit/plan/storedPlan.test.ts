import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDay } from '../../../src/plan/model/days';
import { encodePlan, isDamagedPlan, parsePlan, type StoredPlan } from '../../../src/plan/model/storedPlan';
import type { Json } from '../../../src/progress/model/registers';

const PLAN: StoredPlan = {
  hoursAWeek: 12,
  start: parseDay('2026-11-23')!,
  made: parseDay('2026-11-22')!,
  target: parseDay('2027-05-14')!,
  projects: true,
  works: [
    { kind: 'topic', id: 'http', hours: 10 },
    { kind: 'project', id: 'rest-api', hours: 12 },
  ],
};

describe('a stored plan', () => {
  it('is plain data, with days as people write them', () => {
    assert.deepEqual(encodePlan(PLAN), {
      version: 1,
      hours: 12,
      start: '2026-11-23',
      made: '2026-11-22',
      target: '2027-05-14',
      projects: true,
      works: [
        ['topic', 'http', 10],
        ['project', 'rest-api', 12],
      ],
    });
    assert.deepEqual(parsePlan(encodePlan(PLAN)), PLAN);
    assert.deepEqual(parsePlan(encodePlan({ ...PLAN, target: undefined })), { ...PLAN, target: undefined });
  });

  it('is none when any part of it is damaged, or when a newer release wrote it', () => {
    const stored = encodePlan(PLAN) as Record<string, Json>;
    const wrong: Record<string, Json[]> = {
      version: [2, null],
      hours: [0, -1, 2.5, 1e9, '12', null],
      start: ['', '2026-13-01', 5, null],
      made: ['yesterday', null],
      target: ['soon', 7],
      projects: ['yes', null],
      works: [
        null,
        'all',
        [['topic', 'http']],
        [['quiz', 'http', 1]],
        [['topic', 'http', 0]],
        [['topic', 'http', 1.5]],
        [['topic', 7, 1]],
        [null],
      ],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) assert.equal(parsePlan({ ...stored, [name]: value }), undefined, `${name}: ${JSON.stringify(value)}`);
      if (name !== 'works') continue;
      assert.equal(parsePlan({ ...stored, works: Array.from({ length: 1_001 }, () => ['topic', 'a', 1]) }), undefined);
    }
    assert.equal(parsePlan(undefined), undefined);
  });

  it('is none when it goes beyond what a plan can be', () => {
    const works = (...hours: number[]): StoredPlan['works'] => hours.map((amount) => ({ kind: 'topic', id: 'http', hours: amount }));
    const day = (text: string) => parseDay(text)!;
    const beyond: Partial<StoredPlan>[] = [
      { start: day('9999-12-31') },
      { target: day('9999-12-31') },
      { start: day('2036-12-01') },
      { start: day('2016-11-12') },
      { made: day('1999-12-31'), start: day('1999-12-31'), target: undefined },
      { made: day('2200-01-01'), start: day('2200-01-01'), target: undefined },
      { hoursAWeek: 1, works: works(521) },
      { hoursAWeek: 2, works: works(1_000, 41) },
    ];
    for (const change of beyond) assert.equal(parsePlan(encodePlan({ ...PLAN, ...change })), undefined, JSON.stringify(change));
    const within: Partial<StoredPlan>[] = [
      { start: day('2036-11-30'), target: undefined },
      { target: day('2036-11-22') },
      { hoursAWeek: 1, works: works(520) },
    ];
    for (const change of within) assert.deepEqual(parsePlan(encodePlan({ ...PLAN, ...change })), { ...PLAN, ...change });
  });

  it('is damaged when no release would have stored it by that day', () => {
    const today = parseDay('2026-11-23')!;
    const stored = encodePlan(PLAN) as Record<string, Json>;
    assert.deepEqual(
      [
        stored,
        null,
        { version: 2 },
        { ...stored, made: '2026-11-24' },
        { ...stored, made: '2026-11-25' },
        { ...stored, hours: 0 },
        'x',
        {},
      ].map((one) => isDamagedPlan(one, today)),
      [false, false, false, false, true, true, true, true],
    );
  });

  it('of anything never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void parsePlan(value as Json)));
  });
});
