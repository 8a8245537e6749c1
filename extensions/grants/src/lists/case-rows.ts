import type { AccountTypeChoice, CaseState, JudgedRule, PaperCode } from '@grant/schema';
import { corporateNameKey, readReceiptNumber } from '@grant/schema';
import { fromRow } from '../adapter/row.ts';
import { agentJoins } from '../adapter/store/agents.ts';
import type { Ask } from './report.ts';

/** One finding of the newest judgement, and who settled it when. */
interface CaseFinding extends JudgedRule {
  readonly by: string | null;
  readonly on: string | null;
  readonly facts: Readonly<Record<string, unknown>> | null;
}

/** 案件の一行: everything the lists say of a case. Days are JST, money whole yen. */
export interface CaseRow {
  readonly id: string;
  readonly state: CaseState;
  readonly practice: boolean;
  readonly receiptNumber: string;
  readonly receivedOn: string;
  /** Turns of somebody else before the decision (補正, 保留); the last one without an end while it lasts. */
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  readonly postmarkOn: string | null;
  readonly channel: 'online' | 'post';
  readonly employerName: string | null;
  readonly corporateNumber: string | null;
  readonly insuranceOfficeNumber: string | null;
  readonly agentName: string | null;
  readonly employeeKey: string | null;
  readonly childBirthOn: string | null;
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  readonly leaveMonths: number | null;
  readonly leaveDays: number | null;
  readonly scheduledWorkdays: number | null;
  readonly returnOn: string | null;
  readonly findings: readonly CaseFinding[];
  readonly papers: readonly PaperCode[];
  /** What was made of this case in each set it is in; 'open' while the set is. */
  readonly duplicates: readonly string[];
  readonly firstOneMonth: boolean | null;
  readonly firstThreeMonths: boolean | null;
  readonly amountAddition: number | null;
  /** 判定額: what the rules make of the leave, whatever is decided. */
  readonly amountTotal: number | null;
  /** 支給額: what stands granted and topped up, less what was claimed back; null where nothing is granted. */
  readonly amountAwarded: number | null;
  readonly corrections: number;
  readonly correctionRequestedOn: string | null;
  readonly correctionAnsweredOn: string | null;
  readonly correctionDueOn: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedOn: string | null;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly decisionKind: 'grant' | 'refuse' | null;
  readonly decisionNumber: string | null;
  readonly decisionStatus: 'live' | 'cancelled' | null;
  /** State of each suspicion, oldest first. */
  readonly suspicions: readonly string[];
  /** Day of a withdrawal. */
  readonly withdrawnOn: string | null;
  readonly consultation: string | null;
  readonly postedOn: string | null;
  readonly trackingNumber: string | null;
  readonly transferOn: string | null;
  readonly paidOn: string | null;
  readonly payOutcome: 'paid' | 'failed' | null;
  readonly representative: string | null;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  readonly bankCode: string | null;
  readonly branchCode: string | null;
  readonly accountType: AccountTypeChoice | null;
  readonly last3: string | null;
}

const CHOSEN = `
  from applications a
 where a.practice = :practice and a.state <> 'draft' and grant_taken_in(a)
   and (cast(:from as date) is null or a.received_on >= cast(:from as date))
   and (cast(:to as date) is null or a.received_on <= cast(:to as date))
   and (cast(:state as text) is null or a.state = :state) and (cast(:channel as text) is null or a.channel = :channel)
   and (cast(:words as text) is null or position(:number in a.receipt_number) > 0
        or position(:words in coalesce(a.employer_name, '')) > 0
        or (:nameKey <> '' and position(:nameKey in coalesce(a.name_key, '')) > 0))`;

const DAY = (column: string): string => `(${column} at time zone 'Asia/Tokyo')::date::text`;
const NAME = (alias: string): string => `concat_ws(' ', ${alias}.last_name, ${alias}.first_name)`;

// One statement for the page or the file: what belongs to a case is gathered beside it, by the indexes on `application`.
const ROWS = `
  with chosen as (select a.* ${CHOSEN} order by a.receipt_number limit :limit offset :offset)
  select a.id, a.state, a.practice, a.receipt_number, a.received_on::text as received_on, a.channel,
         coalesce(a.waiting_pauses, '[]') as pauses,
         coalesce(a.employer_name, w.answers ->> 'employerName') as employer_name,
         a.employer_corporate_number as corporate_number, a.insurance_office_number, a.employee_key,
         a.child_birth_on::text as child_birth_on, a.leave_months, a.leave_days, a.scheduled_workdays,
         a.return_on::text as return_on, a.first_one_month, a.first_three_months, a.amount_addition, a.amount_total,
         nullif(concat_ws(' ', a.representative_title, a.representative_name), '') as representative,
         a.employer_postal_code as postal_code,
         nullif(concat_ws(' ', a.employer_address, a.employer_building), '') as address, a.employer_phone as phone,
         a.contact_name, a.contact_phone, a.contact_email,
         o.postmark_on, coalesce(gp.name, ga.name) as agent_name, coalesce(l.periods, '[]') as periods, coalesce(f.findings, '[]') as findings,
         coalesce(p.papers, '[]') as papers, coalesce(m.duplicates, '[]') as duplicates,
         c.count as corrections, c.requested_on as correction_requested_on, c.answered_on as correction_answered_on,
         c.due_on as correction_due_on, ${NAME('r')} as reviewed_by, ${DAY('a.recommended_at')} as reviewed_on,
         d.decided_by, d.decided_on, d.kind as decision_kind, d.number as decision_number, d.status as decision_status,
         case when d.kind = 'grant' and d.status = 'live' then (
           select (sum(x.amount) - grant_claimed(a.id))::int from decisions x
            where x.application = a.id and x.status = 'live' and x.kind in ('grant', 'top_up')) end as amount_awarded,
         coalesce(s.suspicions, '[]') as suspicions,
         case when a.state = 'withdrawn' then ${DAY('a.state_since')} end as withdrawn_on, k.state as consultation, n.posted_on, n.tracking_number,
         y.transfer_on, y.paid_on, y.outcome as pay_outcome, b.bank_code, b.branch_code, b.account_type, b.last3
    from chosen a
    left join drafts w on w.application = a.id
    left join directus_users r on r.id = a.recommended_by
    left join bank_accounts b on b.application = a.id and b.status = 'live'
    left join lateral (select grant_postal_days(a.id) ->> 'postmarkOn' as postmark_on) o on true
    ${agentJoins('a')}
    left join lateral (select json_agg(json_build_object('from', x.start_on, 'to', x.end_on) order by x.part) as periods
                         from leave_periods x where x.application = a.id) l on true
    left join lateral (
      select json_agg(json_build_object('rule', x.rule, 'verdict', x.verdict, 'mark', x.mark, 'facts', x.facts,
                        'by', (select ${NAME('u')} from directus_users u where u.id = x.marked_by),
                        'on', ${DAY('coalesce(x.marked_at, j.judged_at)')}) order by x.sort) as findings
        from (select id, judged_at from judgements where application = a.id order by number desc limit 1) j
        join findings x on x.judgement = j.id) f on true
    left join lateral (select json_agg(distinct x.paper) as papers from attachments x
                        where x.application = a.id and x.status = 'received') p on true
    left join lateral (select json_agg(distinct case when x.state = 'open' then x.state else coalesce(y.verdict, x.state) end)
                                as duplicates from duplicate_members y
                         join duplicate_sets x on x.id = y.duplicate_set where y.application = a.id) m on true
    left join lateral (select count(*)::int as count, max(${DAY('x.requested_at')}) as requested_on,
                              (array_agg(grant_answered_on(x)::text order by x.round desc))[1] as answered_on,
                              (array_agg(x.due_on::text order by x.round desc))[1] as due_on
                         from corrections x where x.application = a.id) c on true
    left join lateral (select x.id, x.kind, x.number, x.status, ${DAY('x.decided_at')} as decided_on, ${NAME('u')} as decided_by
                         from decisions x left join directus_users u on u.id = x.decided_by
                        where x.application = a.id and x.kind <> 'top_up'
                        order by (x.status = 'live') desc, x.decided_at desc limit 1) d on true
    left join lateral (select json_agg(x.state order by x.raised_at) as suspicions from suspicions x
                        where x.application = a.id) s on true
    left join lateral (select x.state from consultations x where x.application = a.id and x.asked_on is not null
                        order by x.consulted_on desc limit 1) k on true
    left join lateral (select x.posted_on::text as posted_on, x.tracking_number from mailings x join letters q on q.id = x.letter
                        where x.application = a.id and q.decision = d.id
                        order by x.posted_on desc limit 1) n on true
    left join lateral (select t.transfer_on::text as transfer_on, z.result_on::text as paid_on, z.outcome
                         from payments x left join payment_batches t on t.id = x.payment_batch
                         left join lateral (select r.result_on, r.outcome from transfer_results r where r.payment = x.id
                                             order by r.recorded_at desc, outcome limit 1) z on true
                        where x.application = a.id and x.state <> 'removed' order by x.prepared_at desc limit 1) y on true
   order by a.receipt_number`;

/** 案件の行 that the filter lets through, by receipt number, and how many there are in all. */
export async function caseRows(
  ask: Ask,
): Promise<{ readonly rows: readonly CaseRow[]; readonly total: number }> {
  const { filter, programme, rows } = ask;
  const words = filter.words === undefined || filter.words === '' ? null : filter.words;
  const bound = {
    practice: programme.practice,
    from: filter.from ?? null,
    to: filter.to ?? null,
    state: filter.state ?? null,
    channel: filter.channel ?? null,
    words,
    number: words === null ? null : readReceiptNumber(words),
    nameKey: words === null ? '' : corporateNameKey(words).key,
  };
  const { database } = ask.office;
  const counted: { rows: { count: number }[] } = await database.raw(
    `select count(*)::int as count ${CHOSEN}`,
    bound,
  );
  const found: { rows: object[] } = await database.raw(ROWS, {
    ...bound,
    limit: rows?.limit ?? null,
    offset: rows?.offset ?? 0,
  });
  return { rows: found.rows.map((row) => fromRow<CaseRow>(row)), total: counted.rows[0]?.count ?? 0 };
}
