import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { migrateAnswers } from './draft.ts';
import { exampleAnswers } from './example.ts';
import { FORM_VERSION, formVersions } from './form-versions.ts';
import { parseAnswers } from './parse.ts';

function migrated(from: number, saved: unknown): Answers {
  const found = migrateAnswers(from, saved);
  return found.ok ? found.value.answers : {};
}

/** What the first form held: everything written out, the same kind of measure twice. */
const ofTheFirstForm: Answers = {
  ...exampleAnswers,
  workplaceName: '株式会社とちぎ製作所',
  supporterName: '株式会社とちぎ製作所',
  contactName: '栃木 一郎',
  contactPhone: '028-600-0000',
  measures: [
    { kind: 'training', implementedOn: '', description: '管理職研修' },
    { kind: 'training', implementedOn: '2026-04-15', description: '全員研修' },
    { kind: '', implementedOn: '2026-04-16', description: '種類はまだ' },
    { kind: '', implementedOn: '', description: 'これもまだ' },
  ],
};

describe('様式の版 formVersions', () => {
  it('count up one by one, each with what is new', () => {
    expect(formVersions.map(({ version }) => version)).toEqual(formVersions.map((_one, index) => index + 2));
    expect(FORM_VERSION).toBe(formVersions.length + 1);
    for (const { news } of formVersions) {
      expect(news.length).toBeGreaterThan(0);
      for (const line of news) expect(line).toMatch(/。$/u);
    }
  });

  it('tell a draft of an older form what is new, and a draft of this form nothing', () => {
    const old = migrateAnswers(1, {});
    expect(old.ok && old.value.news).toEqual(formVersions.flatMap(({ news }) => news));
    const now = migrateAnswers(FORM_VERSION, {});
    expect(now.ok && now.value.news).toEqual([]);
  });

  it('take a draft twice through without another change', () => {
    const once = migrated(1, ofTheFirstForm);
    expect(migrated(1, once)).toEqual(once);
    expect(migrated(1, {})).toEqual({});
  });
});

describe('第2版 the second form', () => {
  const answers = migrated(1, ofTheFirstForm);

  it('clears what only repeats another answer, and files the same', () => {
    expect(Object.keys(answers)).not.toEqual(expect.arrayContaining(['workplaceName']));
    for (const key of ['workplaceName', 'workplaceAddress', 'supporterName', 'contactName', 'contactPhone'])
      expect(answers).not.toHaveProperty(key);
    const before = parseAnswers({ ...ofTheFirstForm, measures: exampleAnswers.measures });
    const after = parseAnswers({ ...answers, measures: exampleAnswers.measures });
    expect(after.application).toEqual(before.application);
    expect(after.application).toMatchObject({
      supporterName: '株式会社とちぎ製作所',
      contactName: '栃木 一郎',
    });
  });

  it('keeps what differs, and a workplace that differs in one of its two', () => {
    const kept = migrated(1, { ...ofTheFirstForm, workplaceName: '第二工場', supporterName: 'とちぎ製作所' });
    expect(kept).toMatchObject({
      workplaceName: '第二工場',
      workplaceAddress: exampleAnswers.workplaceAddress,
      supporterName: 'とちぎ製作所',
    });
  });

  it('puts measures of the same kind together and loses no word of them', () => {
    expect(answers.measures).toEqual([
      { kind: 'training', implementedOn: '2026-04-15', description: '管理職研修\n全員研修' },
      { kind: '', implementedOn: '2026-04-16', description: '種類はまだ' },
      { kind: '', implementedOn: '', description: 'これもまだ' },
    ]);
  });
});
