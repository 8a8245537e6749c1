import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { commonContacts } from './contacts-of-many.ts';
import { compareCases } from './compare.ts';
import { duplicateKeys, type DuplicateKeys } from './keys.ts';

const own = duplicateKeys(anApplication(), { accountIndex: null, agent: null });
/** Firms that share nothing with the example but its telephone number and mail address. */
const nothing = Object.fromEntries(Object.keys(own).map((key) => [key, ''])) as unknown as DuplicateKeys;
const firm = (corporateNumber: string | null, nameKey = ''): DuplicateKeys => ({
  ...nothing,
  corporateNumber,
  nameKey,
  accountIndex: null,
  agent: null,
  contactPhoneKey: own.phoneKey,
  mailKey: own.mailKey,
});
const rules = (others: readonly DuplicateKeys[], ofAgents: readonly string[] = []): readonly string[] =>
  compareCases(own, firm('1'), commonContacts(own, others, ofAgents)).map(({ rule }) => rule);

describe('多くの事業主に共通の連絡先 commonContacts', () => {
  it('are those of three other employers, however many cases each has', () => {
    expect(rules([firm('1'), firm('2'), firm('2'), own])).toEqual(['phone', 'mail']);
    expect(rules([firm('1'), firm('2'), firm('3')])).toEqual([]);
  });

  it('are those of a known agent at once, each by itself', () => {
    expect(rules([firm('1')], [own.phoneKey])).toEqual(['mail']);
    expect(rules([firm('1')], [own.mailKey])).toEqual(['phone']);
  });

  it('count an employer without a number by its name', () => {
    const [one, two, three] = [firm(null, '甲商店'), firm(null, '乙商店'), firm(null, '丙商店')];
    expect(rules([one, two, one])).toEqual(['phone', 'mail']);
    expect(rules([one, two, three])).toEqual([]);
  });
});
