import { inquiryCategories, waitSince, civilDate } from '@grant/schema';
import type { CellValue } from '../sheets/table.ts';
import { scopeOf } from './preface.ts';
import type { Ask, Report, ReportColumn } from './report.ts';

const COLUMNS: readonly ReportColumn[] = [
  { title: '区分', kind: 'text', width: 16 },
  { title: '項目', kind: 'text', width: 28 },
  { title: '件数', kind: 'number', width: 10 },
  { title: '金額（円）', kind: 'yen', width: 16 },
  { title: '備考', kind: 'text', width: 44 },
];

type Line = readonly [string, string, CellValue, CellValue, CellValue];

/** What happened within the period, one row of counts and yen. */
interface Flow {
  readonly received_online: number;
  readonly received_post: number;
  readonly granted: number;
  readonly granted_yen: string;
  readonly topped: number;
  readonly topped_yen: string;
  readonly refused: number;
  readonly cancelled: number;
  readonly withdrawn: number;
  readonly undone: number;
  readonly corrections: number;
  readonly paid: number;
  readonly paid_yen: string;
  readonly failed: number;
  readonly claimed: number;
  readonly claimed_yen: string;
  readonly repaid: number;
  readonly repaid_yen: string;
  readonly suspicions: number;
}

const WITHIN = (column: string): string =>
  `(cast(:from as date) is null or ${column} >= cast(:from as date)) and (cast(:to as date) is null or ${column} <= cast(:to as date))`;
const DAY = (column: string): string => `(${column} at time zone 'Asia/Tokyo')::date`;
const OURS = (column: string): string =>
  `exists (select from applications o where o.id = ${column} and o.practice = :practice)`;

const FLOW = `
  select
    (select count(*)::int from applications a where a.practice = :practice and grant_taken_in(a)
        and a.channel = 'online' and ${WITHIN('a.received_on')}) as received_online,
    (select count(*)::int from applications a where a.practice = :practice and grant_taken_in(a)
        and a.channel = 'post' and ${WITHIN('a.received_on')}) as received_post,
    g.granted, g.granted_yen, g.topped, g.topped_yen, g.refused, g.cancelled,
    w.withdrawn, w.undone,
    (select count(*)::int from corrections c where ${OURS('c.application')}
        and ${WITHIN(DAY('c.requested_at'))}) as corrections,
    p.paid, p.paid_yen, p.failed, c.claimed, c.claimed_yen, c.repaid, c.repaid_yen,
    (select count(*)::int from suspicions s where ${OURS('s.application')}
        and ${WITHIN(DAY('s.raised_at'))}) as suspicions
  from (select count(*) filter (where d.kind = 'grant')::int as granted,
               coalesce(sum(d.amount) filter (where d.kind = 'grant'), 0) as granted_yen,
               count(*) filter (where d.kind = 'top_up')::int as topped,
               coalesce(sum(d.amount) filter (where d.kind = 'top_up'), 0) as topped_yen,
               count(*) filter (where d.kind = 'refuse')::int as refused,
               count(*) filter (where d.status = 'cancelled')::int as cancelled
          from decisions d where ${OURS('d.application')} and ${WITHIN(DAY('d.decided_at'))}) g,
       -- What came back after it had been paid (組戻) counts as failed and no longer as paid.
       (select count(*) filter (where r.outcome = 'paid' and y.state = 'paid')::int as paid,
               coalesce(sum(y.amount) filter (where r.outcome = 'paid' and y.state = 'paid'), 0) as paid_yen,
               count(*) filter (where r.outcome = 'failed')::int as failed
          from transfer_results r join payments y on y.id = r.payment
         where ${OURS('y.application')} and ${WITHIN('r.result_on')}) p,
       -- Each by its own day: what is undone may have been withdrawn in an earlier period.
       (select count(*) filter (where e.event = 'withdraw' and e.from_state not in ('draft', 'received'))::int as withdrawn,
               count(*) filter (where e.event = 'undo_withdrawal' and e.to_state <> 'received')::int as undone
          from case_events e where ${OURS('e.application')} and ${WITHIN(DAY('e.at'))}) w,
       -- By the day of the claim, and by the day on which the money came in.
       (select count(*) filter (where e.event = 'claim_repayment' and ${WITHIN(DAY('e.at'))})::int as claimed,
               coalesce(sum(coalesce((e.facts ->> 'amount')::bigint, grant_claimed(e.application)))
                 filter (where e.event = 'claim_repayment' and ${WITHIN(DAY('e.at'))}), 0) as claimed_yen,
               count(*) filter (where e.event <> 'claim_repayment' and ${WITHIN("(e.facts ->> 'on')::date")})::int as repaid,
               coalesce(sum((e.facts ->> 'amount')::bigint)
                 filter (where e.event <> 'claim_repayment' and ${WITHIN("(e.facts ->> 'on')::date")}), 0) as repaid_yen
          from case_events e where e.event in ('claim_repayment', 'record_repayment', 'record_part_repayment')
           and ${OURS('e.application')}) c`;

// The state of every case as it was at the end of the period: the last event up to then has the last word.
const STANDING = `
  select last.to_state as state, count(*)::int as count
    from applications a
    join lateral (select e.to_state from case_events e
                   where e.application = a.id and (cast(:to as date) is null or ${DAY('e.at')} <= cast(:to as date))
                   order by e.seq desc limit 1) last on true
   where a.practice = :practice group by 1`;

const DAYS = `
  select a.received_on::text as received_on, ${DAY('d.decided_at')}::text as decided_on,
         (select min(r.result_on)::text from transfer_results r join payments y on y.id = r.payment
           where y.application = a.id and r.outcome = 'paid' and y.state = 'paid') as paid_on
    from decisions d join applications a on a.id = d.application
   where d.status = 'live' and d.kind <> 'top_up' and a.practice = :practice and a.received_on is not null and ${WITHIN(DAY('d.decided_at'))}`;

const WAITING = `
  select a.waiting_from::text as since from applications a
   where a.practice = :practice and a.waiting_for = 'office' and a.waiting_from is not null`;

const INQUIRIES = `
  select q.category, count(*)::int as count from inquiries q
   where q.practice = :practice and ${WITHIN(DAY('q.received_at'))} group by 1`;

const MONEY = `
  select grant_available(:practice) as available,
         (select p.budget from programmes p where p.id = :programme) as budget,
         (select coalesce(sum(d.amount), 0) from decisions d join applications a on a.id = d.application
           where a.practice = :practice and d.status = 'live' and d.kind in ('grant', 'top_up'))
         - (select coalesce(sum((e.facts ->> 'amount')::bigint), 0)
              from case_events e join applications a on a.id = e.application
             where e.event = 'claim_repayment' and a.practice = :practice and exists (
               select from decisions d where d.application = a.id and d.status = 'live' and d.kind = 'grant')) as promised`;

/** 月末等の状態 shown, and the states each stands for. */
const STANDS: readonly (readonly [string, readonly string[]])[] = [
  ['郵送受領（登録前）', ['received']],
  ['審査待ち', ['submitted']],
  ['審査中', ['in_review']],
  ['補正中', ['correction_requested']],
  ['決裁待ち', ['recommended']],
  ['支払待ち・支払処理中', ['granted', 'payable', 'in_batch']],
  ['口座補正中', ['account_correction']],
  ['保留（疑義調査中）', ['suspended']],
];

async function rowsOf<T>(ask: Ask, text: string): Promise<T[]> {
  const { filter, programme } = ask;
  const bound = {
    practice: programme.practice,
    programme: programme.id,
    from: filter.from ?? null,
    to: filter.to ?? null,
  };
  const answer: { rows: T[] } = await ask.office.database.raw(text, bound);
  return answer.rows;
}

interface Wait {
  readonly received_on: string;
  readonly decided_on: string;
  readonly paid_on: string | null;
}

/** Mean office days, to one place; null without any. */
function meanDays(ask: Ask, spans: readonly (readonly [string, string])[]): number | null {
  const days = spans.flatMap(([since, until]) => {
    const wait = waitSince(ask.programme.figures, civilDate(since), civilDate(until));
    return wait.ok ? [wait.value.days] : [];
  });
  if (days.length === 0) return null;
  return Math.round((days.reduce((sum, one) => sum + one, 0) / days.length) * 10) / 10;
}

function flowLines(flow: Flow, standing: ReadonlyMap<string, number>): Line[] {
  const stands = STANDS.map(([label, states]): Line => {
    const count = states.reduce((sum, state) => sum + (standing.get(state) ?? 0), 0);
    return ['期末の状況', label, count, null, null];
  });
  return [
    ['受付', '電子申請', flow.received_online, null, null],
    ['受付', '郵送', flow.received_post, null, null],
    ['受付', '計', flow.received_online + flow.received_post, null, null],
    ...stands,
    ['補正', '補正の依頼', flow.corrections, null, '期間中に依頼した回数'],
    ['決定', '支給決定', flow.granted, Number(flow.granted_yen), null],
    ['決定', '追加支給の決定', flow.topped, Number(flow.topped_yen), '支給決定の額に加えるもの'],
    ['決定', '不支給決定', flow.refused, null, null],
    ['決定', '決定の取消し', flow.cancelled, null, '期間中の決定のうち、取り消したもの'],
    ['決定', '取下げ', flow.withdrawn, null, '期間中の取下げ（後に取り消したものを含む）'],
    ['決定', '取下げの取消し', flow.undone, null, '期間中の取消し（前の期間の取下げを含む）'],
    ['支払', '振込済', flow.paid, Number(flow.paid_yen), null],
    ['支払', '振込不能', flow.failed, null, null],
    ['返還', '返還の請求', flow.claimed, Number(flow.claimed_yen), '支払済みの奨励金の全部又は一部'],
    ['返還', '返還金の入金', flow.repaid, Number(flow.repaid_yen), '県の収納'],
    ['疑義', '不正疑義', flow.suspicions, null, '期間中に記録したもの'],
  ];
}

async function moneyLines(ask: Ask): Promise<Line[]> {
  const [money] = await rowsOf<{ available: string; budget: string | null; promised: string }>(ask, MONEY);
  const promised = Number(money?.promised ?? 0);
  const budget = money?.budget === null || money === undefined ? null : Number(money.budget);
  return [
    [
      '資金',
      '予算残',
      null,
      budget === null ? null : budget - promised,
      budget === null ? '予算額が登録されていません。' : `予算額から支給決定額を引いた額（現在）`,
    ],
    ['資金', '概算払残', null, Number(money?.available ?? 0), '支払を確定した額を引いた残高（現在）'],
  ];
}

async function dayLines(ask: Ask): Promise<Line[]> {
  const waits = await rowsOf<Wait>(ask, DAYS);
  const waiting = await rowsOf<{ since: string }>(ask, WAITING);
  const { figures } = ask.programme;
  const late = waiting.filter(({ since }) => {
    const wait = waitSince(figures, civilDate(since), civilDate(ask.moment.today));
    return wait.ok && wait.value.tone === 'red';
  });
  const paid = waits.flatMap(({ received_on, paid_on }) =>
    paid_on === null ? [] : [[received_on, paid_on] as const],
  );
  const decided = waits.map(({ received_on, decided_on }) => [received_on, decided_on] as const);
  return [
    ['処理日数', '受付から決定まで（平均）', meanDays(ask, decided), null, '営業日'],
    ['処理日数', '受付から振込まで（平均）', meanDays(ask, paid), null, '営業日'],
    [
      '処理日数',
      `要処理（${String(figures.standardDays)}営業日以上）`,
      late.length,
      null,
      '事務局の処理を待っている申請のうち、待ち日数（補正と保留の期間を除く）が標準処理日数に達したもの（現在）',
    ],
  ];
}

async function inquiryLines(ask: Ask): Promise<Line[]> {
  const rows = await rowsOf<{ category: string; count: number }>(ask, INQUIRIES);
  const counts = new Map(rows.map(({ category, count }) => [category, count]));
  const lines = Object.entries(inquiryCategories).map(([category, label]): Line => [
    '問合せ',
    label,
    counts.get(category) ?? 0,
    null,
    null,
  ]);
  return [...lines, ['問合せ', '計', rows.reduce((sum, { count }) => sum + count, 0), null, null]];
}

/** 進捗報告 (仕様書 本文4(4)ウ): counts and yen of a period, no name in it. */
export async function progressReport(ask: Ask): Promise<Report> {
  const [flow] = await rowsOf<Flow>(ask, FLOW);
  const standing = new Map(
    (await rowsOf<{ state: string; count: number }>(ask, STANDING)).map(({ state, count }) => [state, count]),
  );
  const rows = [
    ...(flow === undefined ? [] : flowLines(flow, standing)),
    ...(await moneyLines(ask)),
    ...(await dayLines(ask)),
    ...(await inquiryLines(ask)),
  ];
  return {
    title: '進捗報告',
    preface: scopeOf(ask, '対象期間'),
    total: rows.length,
    sheets: [{ name: '進捗報告', columns: COLUMNS, rows, ids: [], bars: null }],
  };
}
