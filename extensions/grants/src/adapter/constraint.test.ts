import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constraintRefusal } from './constraint.ts';

const folder = new URL('../../../../snapshots/migrations/sql/', import.meta.url);
const sql = readdirSync(folder)
  .filter((name) => name.endsWith('.sql') && !name.endsWith('.down.sql'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

function named(pattern: RegExp): string[] {
  return [...new Set([...sql.matchAll(pattern)].map((match) => String(match[1])))].toSorted();
}

const refusals = named(/grant_refuse\('(\w+)'/gu).map((code) => `grant_${code}`);
const checks = named(/ADD CONSTRAINT (grant_\w+) CHECK/gu);
// Two indexes of the audit and one of the summaries are met by their own triggers alone.
const machines = new Set(['grant_event_seq', 'grant_access_link', 'grant_summary_bucket']);
const uniques = named(/CREATE UNIQUE INDEX (grant_\w+)/gu).filter((name) => !machines.has(name));

describe('データベースの制約の文 constraintRefusal', () => {
  it('knows what the migrations name', () => {
    expect(refusals.length).toBeGreaterThan(20);
    expect(uniques).toContain('grant_one_account');
    expect(checks).toContain('grant_batch_file');
  });

  it.each([...refusals, ...checks])('has a sentence of its own for %s', (constraint) => {
    const refusal = constraintRefusal({ code: '23514', constraint });
    expect(refusal?.code).toBeDefined();
    expect(refusal?.code).not.toBe('DB_CONSTRAINT');
    expect(refusal?.message).toMatch(/[ぁ-ん].*。$/u);
  });

  it.each(uniques)('has a sentence of its own for the unique index %s', (constraint) => {
    expect(constraintRefusal({ code: '23505', constraint })?.code).not.toBe('DB_CONSTRAINT');
  });

  it.each([
    ['obligations', '支払がすでに登録されています'],
    ['bank_accounts', '有効な振込口座がすでにあります'],
    ['payments', '重ねて支払うことはできません'],
    ['bank_statement_lines', '同じ明細が、ほかの人によって取り込まれた'],
  ])('knows a unique key of %s that Directus has put in its own words', (collection, sentence) => {
    const refusal = constraintRefusal({ code: 'RECORD_NOT_UNIQUE', extensions: { collection } });
    expect(refusal?.message).toContain(sentence);
  });

  it('says what to do when the advance is spent', () => {
    const refusal = constraintRefusal({ code: '23514', constraint: 'grant_balance_short' });
    expect(refusal?.message).toContain('概算払の残高が不足しています。');
  });

  it('leaves alone what is no constraint', () => {
    expect(constraintRefusal(new Error('no'))).toBeNull();
    expect(constraintRefusal({ code: '42P01' })).toBeNull();
    expect(constraintRefusal({ code: '40001' })?.code).toBe('STALE_VERSION');
    expect(constraintRefusal({ code: '23503', constraint: 'x' })?.code).toBe('DB_CONSTRAINT');
  });
});
