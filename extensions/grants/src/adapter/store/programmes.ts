import { defaultProgramme, programmeFigures, type Programme } from '@grant/schema';
import type { Knex } from 'knex';
import type { Office } from '../ports.ts';
import { found } from '../refused.ts';
import { inPractice } from '../setting.ts';
import { fromRow } from '../row.ts';

/** 制度と版: a programme as the office runs it now. */
export interface ProgrammeRecord {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly status: 'draft' | 'published';
  readonly emergencyClosed: boolean;
  readonly emergencyNotice: string | null;
  readonly practice: boolean;
  readonly figures: Programme;
}

type Bag = Readonly<Record<string, unknown>>;

/**
 * 制度の数値の素: the figures of a version as they stand in its row, not yet checked. The three that name the programme
 * itself may stand on the programme; a column that an older database lacks counts with its default; a text left empty
 * by the form is an empty text.
 */
export function rawFigures(programme: Bag, version: Bag): Bag {
  const defaults: Bag = { ...defaultProgramme };
  return Object.fromEntries(
    Object.keys(programmeFigures.shape).map((key) => {
      const empty = key === 'letterAppealText' ? '' : null;
      return [key, version[key] ?? programme[key] ?? (key in version ? empty : defaults[key])];
    }),
  );
}

async function load(database: Knex, programme: Bag, versionId: unknown): Promise<ProgrammeRecord> {
  const row = await database<object>('programme_versions')
    .where({ id: String(versionId) })
    .first();
  const version = fromRow<Bag>(found(row, '制度の版'));
  return {
    id: String(programme['id']),
    versionId: String(version['id']),
    version: Number(version['version']),
    status: version['status'] === 'published' ? 'published' : 'draft',
    emergencyClosed: programme['emergencyClosed'] === true,
    emergencyNotice: typeof programme['emergencyNotice'] === 'string' ? programme['emergencyNotice'] : null,
    practice: programme['practice'] === true,
    figures: programmeFigures.parse(rawFigures(programme, version)),
  };
}

/** The programme that takes applications in this office: practice or real, newest year. NOT_FOUND when none is set up. */
export async function currentProgramme(office: Office): Promise<ProgrammeRecord> {
  const practice = inPractice(office.env);
  const row = await office
    .database<object>('programmes')
    .where({ practice })
    .whereNotNull('current_version')
    .orderBy('fiscal_year', 'desc')
    .first();
  const programme = fromRow<Bag>(found(row, '受付中の制度'));
  return load(office.database, programme, programme['currentVersion']);
}

/** The programme of a case in the version that judged it, else in the version that stands now. */
export async function programmeOfCase(
  database: Knex,
  of: { readonly programme: string; readonly programmeVersion: string | null },
): Promise<ProgrammeRecord> {
  const row = await database<object>('programmes').where({ id: of.programme }).first();
  const programme = fromRow<Bag>(found(row, '制度'));
  return load(database, programme, of.programmeVersion ?? programme['currentVersion']);
}
