import type { Knex } from 'knex';
import { figuresOf, rowsOf, type Figures, type MonthRecord } from '../../adapter/store/funds.ts';
import type { FundPaper, PaperTable } from '../../letters/fund-paper.ts';

type Fact = FundPaper['facts'][number];
type Row = PaperTable['rows'][number];

const yenColumn = (title: string, width = 14) => ({ title, kind: 'yen' as const, width });

/** The figures that lead from the balance before a period to the one at its end. */
type Course = Pick<
  Figures,
  | 'opening'
  | 'received'
  | 'sent'
  | 'sentCount'
  | 'sentBack'
  | 'sentBackCount'
  | 'paid'
  | 'paidCount'
  | 'interest'
  | 'fees'
  | 'returned'
  | 'closing'
>;

const counted = (label: string, count: number): string => `${label}（${count.toLocaleString('ja-JP')}件）`;

/** 期首の残高から期末の残高まで: what was there, what came, what went, what is left; in every paper the same lines. */
export function courseFacts(figures: Course): Fact[] {
  return [
    ['期首の残高', figures.opening],
    ['概算払の受入額', figures.received],
    [counted('奨励金の支給額', figures.sentCount), figures.sent],
    [counted('振込不能・組戻により戻った額', figures.sentBackCount), figures.sentBack],
    [counted('差引支給額', figures.paidCount), figures.paid],
    ['預金利息', figures.interest],
    ['手数料・その他', figures.fees],
    ['期間中に県へ返納した額', figures.returned],
    ['期末の残高', figures.closing],
  ];
}

/** 期間の数値, and what was paid back past the account. */
export function figureFacts(figures: Figures): Fact[] {
  return [...courseFacts(figures), ['返還金（県の収納。口座の残高には含みません）', figures.repaid]];
}

/** 締めた月の明細の件数: at a closing every line is matched with the book or explained in words. */
export async function closedLines(
  database: Knex,
  { month, practice, lines }: Pick<MonthRecord, 'month' | 'practice' | 'lines'>,
): Promise<string> {
  const [row] = await rowsOf<{ count: number }>(
    database,
    `select count(*)::int as count from bank_statement_lines
      where practice = ? and state = 'explained' and date_trunc('month', posted_on) = ?::date`,
    [practice, month],
  );
  const explained = row?.count ?? 0;
  return `${String(lines)}件（受払簿と照合 ${String(lines - explained)}件、記帳を要しないもの ${String(explained)}件）`;
}

/** 差引支給額の区分ごとの件数と額, with their total. */
export function tierTable(tiers: Figures['tiers']): PaperTable {
  const total = (key: 'count' | 'yen') => tiers.reduce((sum, tier) => sum + tier[key], 0);
  return {
    name: '差引支給額の内訳',
    columns: [
      yenColumn('一件の支給額（円）'),
      { title: '差引件数', kind: 'number', width: 10 },
      yenColumn('差引支給額（円）'),
    ],
    rows: [
      ...tiers.map((tier): Row => [tier.amount, tier.count, tier.yen]),
      ['合計', total('count'), total('yen')],
    ],
  };
}

interface BookRow {
  readonly day: string;
  readonly summary: string;
  readonly paidIn: number;
  readonly paidOut: number;
  readonly balance: number;
  readonly items: number;
}

/** 受払簿: one row for one line of the passbook. */
export async function bookTable(
  database: Knex,
  practice: boolean,
  from: string,
  to: string,
): Promise<PaperTable> {
  const { opening } = await figuresOf(database, practice, from, to);
  const rows = await rowsOf<BookRow>(
    database,
    `select day, summary, paid_in::float8, paid_out::float8, balance::float8, items::int as items
       from grant_cash_book(?, ?, ?)`,
    [practice, from, to],
  );
  return {
    name: '受払簿',
    columns: [
      { title: '年月日', width: 11 },
      { title: '摘要', width: 34 },
      { title: '件数', kind: 'number', width: 7 },
      yenColumn('受入（円）', 13),
      yenColumn('払出（円）', 13),
      yenColumn('残高（円）', 13),
    ],
    rows: [
      [from, '前期からの繰越', null, null, null, opening],
      ...rows.map((row): Row => [
        row.day,
        row.summary,
        row.items,
        row.paidIn === 0 ? null : row.paidIn,
        row.paidOut === 0 ? null : row.paidOut,
        row.balance,
      ]),
    ],
  };
}

/** 日計表: in, out and balance of each day on which something moved. */
export async function dailyTable(
  database: Knex,
  practice: boolean,
  from: string,
  to: string,
): Promise<PaperTable> {
  const rows = await rowsOf<Pick<BookRow, 'day' | 'paidIn' | 'paidOut' | 'balance'>>(
    database,
    'select day, paid_in::float8, paid_out::float8, balance::float8 from grant_daily_balance(?, ?, ?)',
    [practice, from, to],
  );
  return {
    name: '日計表',
    columns: [
      { title: '年月日', width: 12 },
      yenColumn('受入（円）'),
      yenColumn('払出（円）'),
      yenColumn('残高（円）'),
    ],
    rows: rows.map((row): Row => [row.day, row.paidIn, row.paidOut, row.balance]),
  };
}

const COST_NAMES: Readonly<Record<string, string>> = {
  postage: '郵送料',
  transfer_fee: '振込手数料',
  reversal_fee: '組戻手数料',
  other: 'その他',
};
const METHODS: Readonly<Record<string, string>> = { tracked: '特定記録', ordinary: '普通郵便' };

interface CostRow {
  readonly day: string;
  readonly kind: string;
  readonly number: string | null;
  readonly what: string | null;
  readonly yen: number;
  readonly priced: boolean;
  readonly evidence: boolean;
  readonly remark: string | null;
}

// No name of anybody: letter and payment are told by receipt number, tracking number and batch.
const COSTS = `
  select c.incurred_on as day, c.kind, a.receipt_number as number,
         coalesce(m.method || coalesce(' ' || m.tracking_number, ''), b.number) as what, c.amount as yen,
         c.fee_table is not null or c.kind not in ('postage', 'transfer_fee') as priced, c.receipt is not null as evidence, c.remark
    from costs c
    left join mailings m on m.id = c.mailing
    left join payments p on p.id = c.payment
    left join payment_batches b on b.id = p.payment_batch
    left join applications a on a.id = coalesce(m.application, p.application)
   where c.practice = ? and c.incurred_on between ? and ?
   order by c.kind desc, c.incurred_on, a.receipt_number, c.id`;

/** 精算対象経費: the sums by kind and every row behind them. */
export async function costTables(database: Knex, practice: boolean, from: string, to: string) {
  const rows = await rowsOf<CostRow>(database, COSTS, [practice, from, to]);
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const sum = (list: readonly CostRow[]) => list.reduce((total, { yen }) => total + yen, 0);
  const summary: PaperTable = {
    name: '費目別の合計',
    columns: [
      { title: '費目', width: 20 },
      { title: '件数', kind: 'number', width: 10 },
      yenColumn('金額（円）'),
    ],
    rows: [
      ...kinds.map((kind): Row => {
        const own = rows.filter((row) => row.kind === kind);
        return [COST_NAMES[kind] ?? kind, own.length, sum(own)];
      }),
      ['合計', rows.length, sum(rows)],
    ],
  };
  const list: PaperTable = {
    name: '明細',
    columns: [
      { title: '年月日', width: 11 },
      { title: '費目', width: 11 },
      { title: '受付番号', width: 13 },
      { title: '発送・バッチ', width: 20 },
      yenColumn('金額（円）', 10),
      { title: '証拠', width: 6 },
      { title: '備考', width: 22 },
    ],
    rows: rows.map((row): Row => [
      row.day,
      COST_NAMES[row.kind] ?? row.kind,
      row.number,
      (row.what ?? '').replace(/^(tracked|ordinary)/u, (method) => METHODS[method] ?? method),
      row.yen,
      row.evidence ? 'あり' : '',
      [row.priced ? null : '料金未定', row.remark].filter((part) => part !== null).join('　'),
    ]),
  };
  return { summary, list, total: sum(rows), unpriced: rows.filter(({ priced }) => !priced).length };
}
