/** 入力した郵送申請: what is typed in of an envelope; the columns of its case are filled at the registration. */
import type { CaseState } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../../adapter/row.ts';

const TYPED = `
  select a.id, a.state, d.answers ->> 'employerName' as employer_name, d.answers ->> 'employerNameKana' as employer_name_kana,
         d.answers ->> 'employerCorporateNumber' as corporate_number, d.answers ->> 'employerAddress' as employer_address,
         d.answers ->> 'employerPhone' as employer_phone, d.answers ->> 'contactPhone' as contact_phone,
         d.answers ->> 'contactEmail' as contact_email, d.answers ->> 'employeeInsuredNumber' as employee_insured_number
    from applications a join drafts d on d.application = a.id
   where a.state <> 'draft' and a.name_key is null and a.practice = ?`;

/** As it was typed, each in any spelling. */
export interface TypedEnvelope {
  readonly id: string;
  /** `received`, or where it went without a registration. */
  readonly state: CaseState;
  readonly employerName: string | null;
  readonly employerNameKana: string | null;
  readonly corporateNumber: string | null;
  readonly employerAddress: string | null;
  readonly employerPhone: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  readonly employeeInsuredNumber: string | null;
}

export async function typedEnvelopes(database: Knex, practice: boolean): Promise<readonly TypedEnvelope[]> {
  const open: { rows: object[] } = await database.raw(TYPED, [practice]);
  return open.rows.map((row) => fromRow<TypedEnvelope>(row));
}

/** SQL: a telephone number as `phoneKey` would have it. */
export const digitsOf = (column: string): string =>
  `regexp_replace(normalize(coalesce(${column}, ''), NFKC), '[^0-9]', '', 'g')`;

/** SQL: a reading is stored as full-width katakana; here as `nameKey` would have it. */
export const READING = `translate(
  replace(replace(replace(replace(replace(coalesce(a.employer_name_kana, ''),
    'ヴァ', 'バ'), 'ヴィ', 'ビ'), 'ヴェ', 'ベ'), 'ヴォ', 'ボ'), 'ヴ', 'ブ'),
  'ァィゥェォャュョッヮヵヶー－・ 　', 'アイウエオヤユヨツワカケ')`;
