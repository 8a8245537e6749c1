import { describe, expect, it } from 'vitest';
import { measureKinds } from '../application/choices.ts';
import { civilDate } from '../civil-date.ts';
import type { Programme } from '../programme/figures.ts';
import { findingFor, ruleTable, type Situation } from './rule-examples.ts';

describe('要件2から4', () => {
  describe('応援団の登録', () => {
    const on = '2026-07-10';
    ruleTable({ it, expect }, 'supporter', [
      ['the day before filing', 'passed', { on, application: { supporterRegisteredOn: '2026-07-09' } }],
      ['the day of filing', 'passed', { on, application: { supporterRegisteredOn: '2026-07-10' } }],
      ['the day after filing', 'failed', { on, application: { supporterRegisteredOn: '2026-07-11' } }],
      ['confirmed on the list', 'passed', { lists: { supporter: 'match' } }],
      [
        'on the list since the declared day',
        'passed',
        {
          application: { supporterRegisteredOn: '2026-04-01' },
          lists: { supporter: 'match', supporterDays: [civilDate('2026-04-01')] },
        },
      ],
      [
        'on the list since another day',
        'to_check',
        {
          application: { supporterRegisteredOn: '2026-04-01' },
          lists: { supporter: 'match', supporterDays: [civilDate('2026-04-02')] },
        },
      ],
      [
        'on the list twice, once since another day',
        'to_check',
        {
          application: { supporterRegisteredOn: '2026-04-01' },
          lists: { supporter: 'match', supporterDays: [civilDate('2026-04-01'), civilDate('2026-07-11')] },
        },
      ],
      [
        'on the list since a day after filing only',
        'failed',
        {
          on,
          application: { supporterRegisteredOn: '2026-04-01' },
          lists: { supporter: 'match', supporterDays: [civilDate('2026-07-11')] },
        },
      ],
      [
        'on the list since the day of filing, declared earlier',
        'to_check',
        {
          on,
          application: { supporterRegisteredOn: '2026-04-01' },
          lists: { supporter: 'match', supporterDays: [civilDate('2026-07-10')] },
        },
      ],
      ['perhaps on the list', 'to_check', { lists: { supporter: 'open' } }],
      ['not on the list', 'to_check', { lists: { supporter: 'none' } }],
      ['without a list', 'passed', { lists: { supporter: null } }],
      [
        'on the list and too late',
        'failed',
        { on, application: { supporterRegisteredOn: '2026-07-11' }, lists: { supporter: 'match' } },
      ],
    ]);
  });

  const measure = (kind: string, implementedOn = '2026-05-01') => ({
    kind,
    implementedOn,
    description: '実施した。',
  });

  describe('雇用環境整備の措置', () => {
    const measures = (...list: ReturnType<typeof measure>[]): Situation => ({
      application: { measures: list },
    });
    ruleTable({ it, expect }, 'measures_taken', [
      ['one', 'failed', measures(measure('training'))],
      ['two of one kind', 'failed', measures(measure('training'), measure('training'))],
      ['two', 'passed', measures(measure('training'), measure('consultation'))],
      [
        'the second on the day of filing',
        'passed',
        measures(measure('training'), measure('consultation', '2026-07-10')),
      ],
      [
        'the second after filing',
        'failed',
        measures(measure('training'), measure('consultation', '2026-07-11')),
      ],
      ['業務配分 counts', 'passed', measures(measure('training'), measure('workload'))],
      ['two where three are needed', 'failed', { programme: { measuresRequired: 3 } }],
    ]);

    it('knows the five kinds of the ordinance, of which 業務配分 alone is not strictly of 法22条1項', () => {
      const kinds = Object.keys(measureKinds);
      expect(kinds).toEqual(['training', 'consultation', 'case_sharing', 'policy_notice', 'workload']);
      for (const kind of kinds.slice(1)) {
        const two = findingFor('measures_taken', measures(measure('training'), measure(kind)));
        expect(two.facts, kind).toMatchObject({ count: 2, dependsOnWorkload: kind === 'workload' });
      }
    });

    it('marks a count that rests on 業務配分', () => {
      const resting = findingFor('measures_taken', measures(measure('training'), measure('workload')));
      expect(resting.facts).toMatchObject({ count: 2, dependsOnWorkload: true });
      expect(resting.found).toContain('「業務の配分・人員の配置に関する措置」を含めて数えています。');
      const free = findingFor(
        'measures_taken',
        measures(measure('training'), measure('consultation'), measure('workload')),
      );
      expect(free.facts).toMatchObject({ count: 3, dependsOnWorkload: false });
      expect(free.found).not.toContain('含めて');
      const short = findingFor('measures_taken', measures(measure('workload')));
      expect(short.facts).toMatchObject({ count: 1, dependsOnWorkload: false });
    });

    it('names what was done, or nothing', () => {
      expect(findingFor('measures_taken', measures(measure('training'))).found).toBe(
        '申請日までに実施した措置は1つです（育児休業に関する研修の実施）。',
      );
      expect(findingFor('measures_taken', measures(measure('training', '2026-07-11'))).found).toBe(
        '申請日までに実施した措置は0つです。',
      );
    });
  });

  describe('措置の時期', () => {
    const second = (implementedOn: string): Situation => ({
      application: { measures: [measure('training'), measure('consultation', implementedOn)] },
    });
    ruleTable({ it, expect }, 'measures_timing', [
      ['the day before the leave', 'passed', second('2026-05-31')],
      ['the first day of leave', 'passed', second('2026-06-01')],
      ['the day after', 'to_check', second('2026-06-02')],
      [
        'two of one kind before',
        'to_check',
        { application: { measures: [measure('training'), measure('training')] } },
      ],
    ]);
  });

  describe('情報提供', () => {
    const given = (informationOn: string, programme: Partial<Programme> = {}): Situation => ({
      application: { informationOn },
      programme,
    });
    ruleTable({ it, expect }, 'information', [
      ['the last day of leave', 'passed', given('2026-06-30')],
      ['the day after', 'to_check', given('2026-07-01')],
      ['the day after, where filing counts', 'passed', given('2026-07-01', { informationBy: 'application' })],
      ['the day of filing', 'to_check', given('2026-07-10')],
      ['the day after filing', 'failed', given('2026-07-11')],
      [
        'the day after filing, where filing counts',
        'failed',
        given('2026-07-11', { informationBy: 'application' }),
      ],
    ]);

    it('says until when', () => {
      expect(findingFor('information').requirement).toMatch(/^休業の終わりまで/u);
      expect(findingFor('information', { programme: { informationBy: 'application' } }).requirement).toMatch(
        /^申請日まで/u,
      );
    });
  });
});
