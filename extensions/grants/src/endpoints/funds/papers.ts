import {
  accountTypes,
  civilDate,
  fiscalYearOf,
  fiscalYearPeriod,
  formatWareki,
  type VerbParsed,
} from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import {
  figuresOf,
  recordOf,
  type MonthRecord,
  type RequestRecord,
  type SettlementRecord,
} from '../../adapter/store/funds.ts';
import { nameOf } from '../../adapter/store/people.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { profileById } from '../../adapter/store/batches.ts';
import { fundPaperPdf, fundPaperWorkbook, type FundPaper } from '../../letters/fund-paper.ts';
import { namesOf } from '../../adapter/banks.ts';
import { dispositionOf } from '../files.ts';
import type { ActorVisit } from '../visit.ts';
import { standingOf } from './overview.ts';
import {
  bookTable,
  closedLines,
  costTables,
  courseFacts,
  dailyTable,
  figureFacts,
  tierTable,
} from './paper-parts.ts';

type Input = VerbParsed<'funds.paper'>;
type Part = Pick<FundPaper, 'title'> & Partial<FundPaper>;

const GOVERNOR = '栃木県知事';

/** What the prefecture's official may take with them: nothing that names a person or a case. */
const FOR_THE_OFFICIAL: readonly Input['kind'][] = ['request', 'settlement', 'return', 'forecast', 'daily'];

async function requestPaper(visit: ActorVisit, id: string, practice: boolean): Promise<Part> {
  const { database } = visit.office;
  const request = await recordOf<RequestRecord>(database, 'fund_requests', id, practice, '概算払の請求');
  const profile = await profileById(database, found(request.bankProfile, '振込先の口座'));
  const bank = namesOf(profile.bankCode, profile.branchCode);
  const account = `${bank?.bank.name ?? profile.bankCode}　${bank?.branch.name ?? profile.branchCode}　${accountTypes[profile.accountType === 'current' ? 'current' : 'ordinary']}　${profile.accountNumber}`;
  return {
    title: '概算払請求書',
    number: request.number,
    date: request.requestedOn,
    addressee: GOVERNOR,
    sentence: '奨励金の支給に要する資金について、栃木県財務規則の例により、下記のとおり概算払を請求します。',
    facts: [
      ['請求額', request.amount],
      ['使途', request.purpose ?? ''],
      ['振込先', account],
      ['口座名義', profile.consignorKana],
      [
        '状態',
        { draft: '承認待ち（未提出）', requested: '承認済み', received: '受入済み', withdrawn: '取下げ' }[
          request.state
        ],
      ],
    ],
    tables: [
      {
        name: '月別の支給の見込み',
        columns: [
          { title: '月', width: 20 },
          { title: '見込額（円）', kind: 'yen', width: 20 },
        ],
        rows: [
          ...(request.forecast ?? []).map(({ month, amount }) => [month, amount] as const),
          ['合計', (request.forecast ?? []).reduce((sum, { amount }) => sum + amount, 0)],
        ],
      },
    ],
  };
}

async function settlementPaper(visit: ActorVisit, id: string, practice: boolean): Promise<Part> {
  const { database } = visit.office;
  const settled = await recordOf<SettlementRecord>(database, 'settlements', id, practice, '精算');
  return {
    title: settled.kind === 'final' ? '概算払精算書（最終）' : '概算払精算書',
    number: settled.number,
    date: settled.submittedOn ?? visit.moment.today,
    addressee: GOVERNOR,
    sentence: '概算払を受けた奨励金の資金について、下記のとおり精算します。',
    facts: [
      [
        '対象期間',
        `${formatWareki(civilDate(settled.periodFrom))}から${formatWareki(civilDate(settled.periodTo))}まで`,
      ],
      ...courseFacts({
        ...settled,
        returned: settled.returnedWithin,
        closing: settled.returned + settled.carriedOver,
      }),
      ['この精算による返納額', settled.returned],
      ['次期への繰越額', settled.carriedOver],
      ['返還金（県の収納。口座の残高には含みません）', settled.repaid],
      [
        '状態',
        settled.state === 'draft'
          ? '承認待ち（未提出）'
          : settled.state === 'withdrawn'
            ? '取下げ'
            : '承認済み',
      ],
    ],
    tables: [tierTable(settled.breakdown)],
    notes: [
      '期首の残高に受入額、戻った額及び預金利息を加え、支給額、手数料・その他及び期間中に県へ返納した額を引いた額が、期末の残高です。',
      '計算の根拠は、同じ期間の受払簿のとおりです。',
    ],
  };
}

async function returnPaper(visit: ActorVisit, id: string, practice: boolean): Promise<Part> {
  const settled = await recordOf<SettlementRecord>(
    visit.office.database,
    'settlements',
    id,
    practice,
    '精算',
  );
  return {
    title: '概算払返納書',
    number: settled.number,
    date: settled.returnedOn ?? visit.moment.today,
    addressee: GOVERNOR,
    sentence: '概算払を受けた奨励金の資金の残額を、下記のとおり返納します。',
    facts: [
      ['返納額', settled.returned],
      ['精算書', settled.number],
      [
        '対象期間',
        `${formatWareki(civilDate(settled.periodFrom))}から${formatWareki(civilDate(settled.periodTo))}まで`,
      ],
      ['返納日', settled.returnedOn === null ? '未返納' : formatWareki(civilDate(settled.returnedOn))],
    ],
  };
}

async function monthPaper(visit: ActorVisit, id: string, practice: boolean): Promise<Part> {
  const { database } = visit.office;
  const record = await recordOf<MonthRecord>(database, 'reconciliations', id, practice, '残高照合');
  const people: Record<string, string> = {};
  for (const who of [record.closedBy, record.confirmedBy]) {
    if (who === null) continue;
    people[who] = await nameOf(database, who);
  }
  return {
    title: '残高照合書',
    date: visit.moment.today,
    facts: [
      ['対象月', `${formatWareki(civilDate(record.month)).replace(/1日$/u, '')}分`],
      ['受払簿の残高', record.bookBalance],
      ['通帳の残高', record.bankBalance],
      ['差額', record.bankBalance - record.bookBalance],
      ['入出金明細', await closedLines(database, record)],
      ['締めた人', people[record.closedBy] ?? ''],
      ['確認した人', record.confirmedBy === null ? '確認待ち' : (people[record.confirmedBy] ?? '')],
      ['備考', record.remark ?? ''],
    ],
  };
}

async function periodPaper(visit: ActorVisit, input: Input, practice: boolean): Promise<Part> {
  const { database } = visit.office;
  const today = civilDate(visit.moment.today);
  const year = fiscalYearPeriod(fiscalYearOf(today));
  const [from, to] = [input.from ?? year.from, input.to ?? today];
  if (to < from)
    refused('INVALID_INPUT', { faults: [{ path: 'to', message: '末日は、初日以後の日にしてください。' }] });
  const period = `${formatWareki(from)}から${formatWareki(to)}まで`;
  if (input.kind === 'costs') {
    const { summary, list, total, unpriced } = await costTables(database, practice, from, to);
    return {
      title: '精算対象経費 実績明細書',
      addressee: GOVERNOR,
      facts: [
        ['対象期間', period],
        ['金額の合計', total],
        ['料金未定の件数', `${String(unpriced)}件`],
      ],
      tables: [summary, list],
      notes: [
        '発送費（支給・不支給決定通知書、補正書類）及び振込手数料の実績です。振込不能となった振込の手数料を含みます。',
      ],
    };
  }
  const { tiers, ...figures } = await figuresOf(database, practice, from, to);
  const table =
    input.kind === 'book'
      ? await bookTable(database, practice, from, to)
      : await dailyTable(database, practice, from, to);
  return {
    title: input.kind === 'book' ? '奨励金 受払簿' : '奨励金口座 日計表',
    facts: [['対象期間', period], ...figureFacts({ ...figures, tiers })],
    tables: [table, tierTable(tiers)],
  };
}

async function forecastPaper(visit: ActorVisit, practice: boolean): Promise<Part> {
  const { balance, forecast } = await standingOf(visit.office.database, practice);
  return {
    title: '奨励金 所要額見込み',
    facts: [
      ['審査中の案件', `${String(forecast.undecided)}件`],
      [
        'これまでの支給決定の割合',
        forecast.passRate === null
          ? '決定が10件に満たないため全件を支給と見込む'
          : `${(forecast.passRate * 100).toFixed(1)}%`,
      ],
      ['支給決定済み・未払の額', forecast.committed],
      ['支払に充てられる残高', balance.available],
      ['判定額による所要額', forecast.judged.need],
      ['判定額による不足額', forecast.judged.lacking],
    ],
    tables: [
      {
        name: '一件の額を仮定した場合の所要額',
        columns: [
          { title: '一件の額（円）', kind: 'yen', width: 14 },
          { title: '所要額（円）', kind: 'yen', width: 14 },
          { title: '不足額（円）', kind: 'yen', width: 14 },
          { title: '年間150件の場合（円）', kind: 'yen', width: 18 },
        ],
        rows: forecast.scenarios.map((one) => [one.amount, one.need, one.lacking, one.programme]),
      },
    ],
  };
}

function describe(visit: ActorVisit, input: Input, practice: boolean): Promise<Part> {
  const id = (): string =>
    input.id ??
    refused('INVALID_INPUT', { faults: [{ path: 'id', message: '書類の対象を選んでください。' }] });
  switch (input.kind) {
    case 'request':
      return requestPaper(visit, id(), practice);
    case 'settlement':
      return settlementPaper(visit, id(), practice);
    case 'return':
      return returnPaper(visit, id(), practice);
    case 'reconciliation':
      return monthPaper(visit, id(), practice);
    case 'forecast':
      return forecastPaper(visit, practice);
    case 'book':
    case 'costs':
    case 'daily':
      return periodPaper(visit, input, practice);
  }
}

/** 書類: a paper of the advance as PDF or workbook, made anew from the book at each call. */
export async function givePaper(visit: ActorVisit, input: Input): Promise<void> {
  const inside = [...visit.actor.duties].some((duty) => duty !== 'official');
  if (!inside && !FOR_THE_OFFICIAL.includes(input.kind)) refused('FORBIDDEN', { act: 'この書類の閲覧' });
  const { figures, practice } = await currentProgramme(visit.office);
  const paper: FundPaper = {
    number: null,
    date: visit.moment.today,
    programmeName: figures.name,
    issuer: figures.letterIssuerName,
    addressee: null,
    sentence: null,
    facts: [],
    tables: [],
    notes: [],
    practice,
    ...(await describe(visit, input, practice)),
  };
  const pdf = input.format === 'pdf';
  const bytes = Buffer.from(pdf ? await fundPaperPdf(paper) : await fundPaperWorkbook(paper));
  const { response } = visit;
  response.setHeader(
    'Content-Type',
    pdf ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  response.setHeader('Content-Length', String(bytes.length));
  const name = `${paper.title}${paper.number === null ? '' : `_${paper.number}`}.${input.format}`;
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: pdf ? 'inline' : 'attachment', name }),
  );
  response.end(bytes);
}
