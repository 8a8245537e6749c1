import { publicityKinds } from '@grant/schema';
import { fromRow } from '../adapter/row.ts';
import type { CellValue } from '../sheets/table.ts';
import { scopeOf } from './preface.ts';
import type { Ask, Report, ReportColumn } from './report.ts';

const ACTIVITIES: readonly ReportColumn[] = [
  { title: '実施日', kind: 'text' },
  { title: '終了日', kind: 'text' },
  { title: '種類', kind: 'text', width: 14 },
  { title: '件名', kind: 'text', width: 36 },
  { title: '地域', kind: 'text', width: 14 },
  { title: '協力先', kind: 'text', width: 24 },
  { title: '作成数', kind: 'number' },
  { title: '配布数', kind: 'number' },
  { title: '残部数', kind: 'number' },
  { title: '参加者数', kind: 'number' },
  { title: '費用（円）', kind: 'yen', width: 14 },
  { title: '成果', kind: 'text', width: 44 },
];
const DISTRIBUTIONS: readonly ReportColumn[] = [
  { title: '配布日', kind: 'text' },
  { title: '資料', kind: 'text', width: 36 },
  { title: '配布先', kind: 'text', width: 32 },
  { title: '地域', kind: 'text', width: 14 },
  { title: '部数', kind: 'number' },
  { title: '備考', kind: 'text', width: 32 },
];

interface Activity {
  readonly heldOn: string;
  readonly heldUntil: string | null;
  readonly kind: string;
  readonly title: string;
  readonly area: string | null;
  readonly partner: string | null;
  readonly printed: number | null;
  readonly distributed: number | null;
  readonly attendance: number | null;
  readonly cost: number | null;
  readonly result: string | null;
}

interface Distribution {
  readonly distributedOn: string;
  readonly title: string;
  readonly place: string;
  readonly area: string | null;
  readonly quantity: number;
  readonly remark: string | null;
}

const WITHIN = (column: string): string =>
  `(cast(:from as date) is null or ${column} >= cast(:from as date)) and (cast(:to as date) is null or ${column} <= cast(:to as date))`;

async function rowsOf<T>(ask: Ask, text: string): Promise<T[]> {
  const bound = {
    practice: ask.programme.practice,
    from: ask.filter.from ?? null,
    to: ask.filter.to ?? null,
  };
  const answer: { rows: object[] } = await ask.office.database.raw(text, bound);
  return answer.rows.map((row) => fromRow<T>(row));
}

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
const kinds: Readonly<Record<string, string>> = publicityKinds;

/** 広報の実績 (仕様書 本文4(4)イ): what was made, where it went, what it cost and what came of it, with totals. */
export async function publicityList(ask: Ask): Promise<Report> {
  const activities = await rowsOf<Activity>(
    ask,
    `select held_on, held_until, kind, title, area, partner, printed, distributed, attendance, cost, result
       from pr_activities where practice = :practice and ${WITHIN('held_on')} order by held_on, title`,
  );
  const distributions = await rowsOf<Distribution>(
    ask,
    `select d.distributed_on, a.title, d.place, d.area, d.quantity, d.remark
       from pr_distributions d join pr_activities a on a.id = d.activity
      where a.practice = :practice and ${WITHIN('d.distributed_on')} order by d.distributed_on, a.title, d.place`,
  );
  const line = (one: Activity): CellValue[] => [
    one.heldOn,
    one.heldUntil,
    kinds[one.kind] ?? one.kind,
    one.title,
    one.area,
    one.partner,
    one.printed,
    one.distributed,
    one.printed === null ? null : one.printed - (one.distributed ?? 0),
    one.attendance,
    one.cost,
    one.result,
  ];
  const printed = sum(activities.map((one) => one.printed));
  const left = sum(
    activities.map((one) => (one.printed === null ? 0 : one.printed - (one.distributed ?? 0))),
  );
  const total: CellValue[] = [
    '計',
    null,
    `${String(activities.length)}件`,
    null,
    null,
    null,
    printed,
    sum(activities.map((one) => one.distributed)),
    left,
    sum(activities.map((one) => one.attendance)),
    sum(activities.map((one) => one.cost)),
    null,
  ];
  return {
    title: '広報の実績',
    preface: scopeOf(ask, '実施日'),
    total: activities.length,
    sheets: [
      {
        name: '広報の実績',
        columns: ACTIVITIES,
        rows: [...activities.map(line), total],
        ids: [],
        bars: null,
      },
      {
        name: '配布の記録',
        columns: DISTRIBUTIONS,
        rows: distributions.map((one) => [
          one.distributedOn,
          one.title,
          one.place,
          one.area,
          one.quantity,
          one.remark,
        ]),
        ids: [],
        bars: null,
      },
    ],
  };
}
