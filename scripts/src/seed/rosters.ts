/** 名簿と支給停止者 of the practice office: an earlier year's awards with rows to judge and one to mend, and one bar. */
import { randomUUID } from 'node:crypto';
import { barNameKey } from '@grant/schema';
import type { Sql } from 'postgres';
import { FIRMS } from './firms.ts';
import type { Cast } from './filing.ts';

function awards(): string {
  const names = FIRMS.slice(7, 11).map(({ name }) => name.replace('株式会社', '（株）'));
  const rows = names.map(
    (name, index) => `令和${String(5 + (index % 3))}年度,${name},200000,${String(28 + index * 9)}`,
  );
  return ['年度,企業名,支給額,休業日数', ...rows, '令和6年度,,200000,30', ''].join('\r\n');
}

async function ensureAwards(sql: Sql, cast: Cast): Promise<void> {
  const [present] = await sql`select id from list_imports where practice limit 1`;
  if (present !== undefined) return;
  const bytes = new TextEncoder().encode(awards());
  const file = { name: '過年度の支給（練習用）.csv', type: 'text/csv', bytes };
  await cast.by('manager').call('roster.import', { list: 'prior_award' }, file);
}

async function ensureBar(sql: Sql): Promise<void> {
  const [present] = await sql`select id from bars where practice limit 1`;
  if (present !== undefined) return;
  const name = '株式会社れんしゅう商会';
  await sql`insert into bars ${sql({
    id: randomUUID(),
    kind: 'employer',
    name,
    name_key: barNameKey('employer', name),
    starts_on: '2026-04-01',
    until_on: '2029-03-31',
    reason: '出勤簿の虚偽が確認されたため（練習用）。',
    practice: true,
  })}`;
}

/** Fills the lists once; rows that came before are not taken in again. */
export async function ensureRosters(sql: Sql, cast: Cast): Promise<void> {
  await ensureBar(sql);
  await ensureAwards(sql, cast);
}
