import {
  accountGapFinding,
  answersOf,
  civilDate,
  judge as judgeApplication,
  paperGaps,
  withFindings,
  type AnswerGap,
  type Finding,
  type GrantApplication,
  type Judgement,
  type JudgeContext,
  type KnownAnswers,
  type PriorAward,
  type Programme,
} from '@grant/schema';
import type { Knex } from 'knex';
import { agentOfCase } from './store/agents.ts';
import { AKIN_LABELS, type Akin } from './store/awards.ts';
import { barFindingsOf } from './store/bars.ts';
import { compareWithOthers } from './compare.ts';
import { fromRow } from './row.ts';
import { keptMarks, type KeptMarks } from './kept-marks.ts';
import { principalFindingsOf } from './principal.ts';
import { holdersBeside } from './shared-marks.ts';
import { casesOfAgentBeside, computeSignals } from './signals.ts';
import { gapsOf } from './store/application.ts';
import { liveAttachments } from './store/attachments.ts';
import type { CaseRecord } from './store/cases.ts';
import { awaitRosters, matchRoster, openAwards, supporterStanding } from './store/rosters.ts';
import { programmeOfCase } from './store/programmes.ts';
import { signalNeighbours } from './store/signals.ts';
import type { Unit } from './work.ts';
import { enqueue, enqueueSignals } from '../jobs/queue.ts';

/** How the rules would judge an application on a day, knowing nothing but itself. */
export function assess(application: GrantApplication, programme: Programme, on: string): Judgement {
  return judgeApplication(application, programme, civilDate(on));
}

const AWARDS = `
  select p.fiscal_year, coalesce(a.receipt_number, d.number) as reference, a.leave_months, a.leave_days,
         a.employee_insured_number, a.child_birth_on, k.certain, k.agreed
    from grant_akin(:id, :practice, :employer, :corporateNumber, :officeNumber, :nameKey) k
    join applications a on a.id = k.application
    join decisions d on d.application = a.id
    join programmes p on p.id = a.programme
   where d.kind = 'grant' and d.status = 'live'
  union all
  select w.fiscal_year, concat(w.fiscal_year, '年度 ', w.employer_name), null, w.leave_days, null, null, true, 'employer'
    from prior_awards w join list_matches m on m.prior_award = w.id
   where w.practice = :practice and m.state = 'match' and m.employer = cast(:employer as uuid)
     and grant_match_stands(m)`;

/** 過去の支給, as decided by this office and as taken over from earlier years: of the same employer, and of what may be the same. */
async function awardsKnown(
  database: Knex,
  current: CaseRecord,
  application: KnownAnswers,
  nameKey: string,
): Promise<Pick<JudgeContext, 'priorAwards' | 'possibleAwards'>> {
  const answer: { rows: object[] } = await database.raw(AWARDS, {
    id: current.id,
    practice: current.practice,
    employer: current.employer,
    corporateNumber: application.employerCorporateNumber,
    officeNumber: application.insuranceOfficeNumber,
    nameKey,
  });
  const rows = answer.rows.map((row) => fromRow<PriorAward & Akin>(row));
  return {
    priorAwards: rows.filter(({ certain }) => certain),
    possibleAwards: rows
      .filter(({ certain }) => !certain)
      .map((award) => ({ ...award, agreed: AKIN_LABELS[award.agreed] })),
  };
}

/** The columns of a case that follow from its judgement; null where nobody can tell yet. */
interface JudgedColumns {
  readonly verdict: string;
  readonly leaveMonths: number | null;
  readonly leaveDays: number | null;
  readonly amountBase: number | null;
  readonly amountAddition: number | null;
  readonly amountTotal: number | null;
  readonly amountOtherReading: number | null;
}

function columnsOf({ verdict, leave, amount }: Judgement): JudgedColumns {
  return {
    verdict,
    leaveMonths: leave?.months ?? null,
    leaveDays: leave?.days ?? null,
    amountBase: amount?.base ?? null,
    amountAddition: amount === null ? null : amount.total - amount.base,
    amountTotal: amount?.total ?? null,
    amountOtherReading: amount?.otherReading ?? null,
  };
}

async function keep(
  unit: Unit,
  current: CaseRecord,
  inputs: {
    readonly application: KnownAnswers;
    readonly gaps: readonly AnswerGap[];
    readonly on: string;
    readonly context: JudgeContext;
  },
  judgement: Judgement,
  marks: KeptMarks,
): Promise<void> {
  const { leave, amount } = judgement;
  const kept = await keptMarks(unit.trx, current.id, judgement.findings, marks);
  const last = await unit
    .trx('judgements')
    .where({ application: current.id })
    .max<{ max: number | null }[]>('number');
  const judgementId = await unit.create('judgements', {
    application: current.id,
    number: (last[0]?.max ?? 0) + 1,
    judgedAt: unit.moment.at,
    programmeVersion: current.programmeVersion,
    inputs,
    ...columnsOf(judgement),
    arithmetic: {
      leave: leave && {
        months: leave.months,
        restDays: leave.restDays,
        days: leave.days,
        arithmetic: leave.arithmetic,
      },
      amount,
    },
  });
  for (const [sort, finding] of judgement.findings.entries())
    await unit.create('findings', {
      judgement: judgementId,
      application: current.id,
      ...finding,
      ...kept.get(finding),
      sort,
    });
}

// 郵送の不備: online an application cannot be filed without its papers and its account; by post it can.
async function postalGaps(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  figures: Programme,
  numberIndex: string | null,
): Promise<Finding[]> {
  if (current.channel !== 'post') return [];
  const papers = await liveAttachments(unit.trx, current.id);
  const context = {
    requiredPapers: figures.requiredPapers,
    isAgent: (await agentOfCase(unit.trx, current.id)) !== null,
  };
  const missing = paperGaps(
    answersOf(application),
    context,
    papers.map((paper) => paper.paper),
  );
  return numberIndex === null ? [accountGapFinding(), ...missing] : missing;
}

// The lists come first: what they confirm is among the awards that the rules ask for.
async function standingOnLists(
  unit: Unit,
  { employer, practice }: CaseRecord,
): Promise<Partial<JudgeContext>> {
  if (employer === null) return {};
  await awaitRosters(unit);
  await matchRoster(unit, 'prior_award', { employer });
  await matchRoster(unit, 'supporter', { employer });
  return {
    openAwards: await openAwards(unit, employer),
    ...(await supporterStanding(unit, employer, practice)),
  };
}

// What this case shares with another is a sign in both: the other may be on its way to a decision or a payment.
async function seekSignals(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  numberIndex: string | null,
  filedOn: string,
): Promise<void> {
  const touched = await computeSignals(unit, current, application, numberIndex, filedOn);
  await renewOthers(unit, current, [...new Set([...touched, ...(await casesOfAgentBeside(unit, current))])]);
}

/** 兆候の計算のやり直し of the cases that show, or come to show, something else now that this one has gone or is back. */
export async function renewBeside(unit: Unit, current: CaseRecord): Promise<void> {
  const numbers = [
    ...(await signalNeighbours(unit.trx, current)),
    ...(await holdersBeside(unit, current)),
    ...(await casesOfAgentBeside(unit, current)),
  ];
  await renewOthers(unit, current, [...new Set(numbers)]);
}

// By a job. One that is withdrawn shows none any more; its own job is about the others.
async function renewOthers(unit: Unit, { practice }: CaseRecord, numbers: readonly string[]): Promise<void> {
  const others = await unit
    .trx<{ id: string; receipt_number: string; practice: boolean }>('applications')
    .whereIn('receipt_number', [...numbers])
    .where({ practice })
    .whereNotIn('state', ['draft', 'received', 'withdrawn'])
    .select('id');
  await enqueueSignals(
    unit.trx,
    others.map(({ id }) => id),
  );
}

/**
 * 判定と重複の確認: judges a case by the version of the programme it names, keeps the judgement with its inputs and every
 * finding, compares the case with all others, and answers the columns that follow.
 * @param current the case with the employer, the version and the open answers it is about to have
 * @param numberIndex index of the live account, or null while there is none
 * @param filedOn 申請日, the JST day that counts for the deadlines; a corrected case keeps the one it has
 * @param marks which marks of the last judgement stay on findings that came out the same
 */
export async function judge(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  numberIndex: string | null,
  filedOn: string = current.receivedOn ?? unit.moment.today,
  marks: KeptMarks = 'settled',
): Promise<JudgedColumns> {
  const { figures } = await programmeOfCase(unit.trx, current);
  const keys = await compareWithOthers(unit, current, application, numberIndex);
  const context = {
    ...(await standingOnLists(unit, current)),
    ...(await awardsKnown(unit.trx, current, application, keys.nameKey)),
  };
  const gaps = gapsOf(current);
  const judgement = withFindings(judgeApplication(application, figures, civilDate(filedOn), context, gaps), [
    ...(await postalGaps(unit, current, application, figures, numberIndex)),
    ...(await barFindingsOf(unit, current, application)),
    ...(await principalFindingsOf(unit.trx, current, application)),
  ]);
  await keep(unit, current, { application, gaps, on: filedOn, context }, judgement, marks);
  await seekSignals(unit, current, application, numberIndex, filedOn);
  await enqueue(unit.trx, 'paperPrints', { applicationId: current.id });
  return columnsOf(judgement);
}

/**
 * 照合のやり直し of a filed case that is not judged again: a new account or what its papers look like may show another case
 * or a sign of fraud.
 */
export async function reconsider(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  numberIndex: string | null,
): Promise<void> {
  await compareWithOthers(unit, current, application, numberIndex);
  const filedOn = current.receivedOn ?? unit.moment.today;
  await seekSignals(unit, current, application, numberIndex, filedOn);
}
