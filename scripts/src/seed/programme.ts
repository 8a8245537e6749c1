/**
 * What an office needs before the first case: the programme with a published version, and a bank profile. The practice office gets all of it; a real one gets the programme, and the rest from people.
 */
import { randomUUID } from 'node:crypto';
import { defaultProgramme } from '@grant/schema';
import type { Sql } from 'postgres';

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** Makes the programme of the year with its first published version, unless it stands. */
export async function ensureProgramme(sql: Sql, practice: boolean): Promise<void> {
  const [present] = await sql`select id from programmes where practice = ${practice} limit 1`;
  if (present !== undefined) return;
  const id = randomUUID();
  const versionId = randomUUID();
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'programme_versions'`;
  const known = new Set(columns.map((column) => column.name));
  const figures = Object.entries(defaultProgramme).map(
    ([key, value]) =>
      [snake(key), typeof value === 'object' && value !== null ? sql.json(value as never) : value] as const,
  );
  const row = {
    id: versionId,
    programme: id,
    version: 1,
    status: 'published',
    published_at: new Date(),
    note: '初版',
    ...Object.fromEntries(figures.filter(([name]) => known.has(name))),
    ...(practice
      ? { letter_address: '〒320-0000 栃木県宇都宮市（練習用の所在地）', letter_phone: '028-000-0000' }
      : {}),
  };
  await sql.begin(async (trx) => {
    await trx`insert into programmes ${trx({
      id,
      code: practice ? `${defaultProgramme.code}-practice` : defaultProgramme.code,
      name: practice ? `${defaultProgramme.name}（練習）` : defaultProgramme.name,
      fiscal_year: defaultProgramme.fiscalYear,
      emergency_closed: false,
      practice,
    })}`;
    await trx`insert into programme_versions ${trx(row)}`;
    await trx`update programmes set current_version = ${versionId} where id = ${id}`;
  });
}

/** The practice office's own bank account. */
export async function ensureBank(sql: Sql): Promise<void> {
  const [present] = await sql`select id from bank_profiles where practice limit 1`;
  if (present !== undefined) return;
  await sql`insert into bank_profiles ${sql({
    id: randomUUID(),
    name: '練習用の奨励金口座（足利銀行）',
    consignor_code: '1234567890',
    consignor_kana: 'ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ',
    bank_code: '0129',
    branch_code: '100',
    account_type: 'ordinary',
    account_number: '1234567',
    separator: 'crlf',
    fill_bank_names: true,
    clearing_filler: 'zeros',
    transfer_designation: '7',
    days_ahead_max: 15,
    cutoff_time: '15:00',
    items_max: 999_999,
    amount_max: 999_999_999,
    practice: true,
  })}`;
}
