import {
  civilDate,
  proposeMatches,
  readStatement,
  refuse,
  RefusalError,
  unwrap,
  type Awaited,
  type OpenEntry,
  type OpenLine,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Knex } from 'knex';
import type { Actor } from '../../adapter/actor.ts';
import {
  bookDays,
  declareFund,
  post,
  postingDay,
  practiceOf,
  recordOf,
  rowsOf,
  type LineRecord,
} from '../../adapter/store/funds.ts';
import { tableOfUpload } from '../../adapter/table-of-upload.ts';
import { readUpload } from '../../adapter/upload.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

interface One {
  readonly id: string;
}

const OPEN_LINES = `
  select id, posted_on, coalesce(description, '') as description, paid_in, paid_out
    from bank_statement_lines where practice = ? and state = 'unmatched' order by posted_on, line`;

// A reversed entry and its reversal cancel out and stand in no passbook; what puts right the account of a line of a closed
// month is explained by that line, which keeps the match it was closed with.
const OPEN_ENTRIES = `
  select e.id, e.posted_on, (e.debit - e.credit) as amount, p.payment_batch as batch, e.summary
    from ledger_entries e
    left join payments p on p.id = e.payment
   where e.practice = ? and e.account = 'bank' and e.reverses is null
     and not exists (select from ledger_entries r where r.reverses = e.transaction)
     and not exists (select from statement_matches m where m.ledger_entry = e.id and m.void_at is null)
     and not exists (select from bank_statement_lines l
                      where l.id = e.bank_statement_line and grant_line_closed(l))
   order by e.posted_on, e.recorded_at, e.id`;

const AWAITED_BATCHES = `
  select b.id, b.transfer_on, b.total::float8 as total,
         (select json_agg(json_build_object('id', p.id, 'amount', p.amount) order by p.serial)
            from payments p where p.payment_batch = b.id and p.state = 'sealed') as payments
    from payment_batches b where b.practice = ? and b.state = 'sealed'
     and exists (select from payments p where p.payment_batch = b.id and p.state = 'sealed') order by b.transfer_on, b.number`;

type Entry = OpenEntry & { readonly summary: string | null };

/** Everything the three-way match looks at: lines of the passbook, lines of the book, what cases wait for. */
async function openSides(database: Knex, practice: boolean) {
  const lines = await rowsOf<OpenLine>(database, OPEN_LINES, [practice]);
  const entries = await rowsOf<Entry>(database, OPEN_ENTRIES, [practice]);
  const batches = await rowsOf<Awaited['batches'][number]>(database, AWAITED_BATCHES, [practice]);
  const requests = await rowsOf<Awaited['requests'][number]>(
    database,
    "select id, amount from fund_requests where practice = ? and state = 'requested' order by number",
    [practice],
  );
  return {
    lines,
    entries,
    awaited: { batches, requests },
  };
}

/** Ties a line to lines of the book in the transaction at hand; the database checks the sums at its commit. */
export async function tie(
  unit: Unit,
  line: string,
  entries: readonly string[],
  automatic: boolean,
): Promise<void> {
  await declareFund(unit, 'statement');
  for (const ledgerEntry of entries)
    await unit.create('statement_matches', { bankStatementLine: line, ledgerEntry, automatic });
  await unit.update('bank_statement_lines', line, { state: 'matched' });
}

/**
 * 入出金明細の取込み: an XLSX or CSV as the bank exports it. A line that is known already is passed over, so the same file or
 * one that overlaps does nothing twice; what can be meant in one way only is matched at once.
 */
export async function importStatement(visit: ActorVisit): Promise<VerbOutput<'statement.import'>> {
  const upload = await readUpload(visit.request);
  const practice = await practiceOf(visit.office);
  const table = await tableOfUpload(upload, '入出金明細の取込み', () => {
    throw new RefusalError(
      refuse('STATEMENT_FAULT', {
        line: 0,
        column: '',
        reason: 'ExcelファイルかCSVファイルを選んでください。',
      }),
    );
  });
  const lines = unwrap(readStatement(table, civilDate(visit.moment.today)));
  return work(visit.office, visit.actor, async (unit) => {
    await declareFund(unit, 'statement');
    // Two people with the same file take turns, so that the second finds the lines of the first.
    await unit.trx.raw("select pg_advisory_xact_lock(hashtextextended('grant.ledger', 0))");
    const keys = lines.map((line) => [
      line.postedOn,
      line.paidIn,
      line.paidOut,
      line.balance,
      line.description,
      line.line,
    ]);
    const fresh = await rowsOf<{ place: string }>(
      unit.trx,
      'select place from grant_new_statement_lines(?::jsonb, ?) as place',
      [JSON.stringify(keys), practice],
    );
    for (const { place } of fresh)
      await unit.create('bank_statement_lines', {
        ...lines[Number(place)],
        sourceSha256: upload.sha256,
        practice,
        state: 'unmatched',
      });
    const taken = fresh.length;
    return { taken, known: lines.length - taken, matched: await matchCertain(unit, practice) };
  });
}

async function matchCertain(unit: Unit<Actor>, practice: boolean): Promise<number> {
  const { lines, entries, awaited } = await openSides(unit.trx, practice);
  let matched = 0;
  for (const [line, proposal] of proposeMatches(lines, entries, awaited)) {
    if (proposal?.kind !== 'entries' || !proposal.certain) continue;
    await tie(unit, line, proposal.entryIds, true);
    matched += 1;
  }
  return matched;
}

type Shown = VerbOutput<'statement.show'>;

const LINES = `
  select l.id, l.posted_on, coalesce(l.description, '') as description, l.paid_in, l.paid_out, l.balance, l.state, l.remark,
         grant_line_closed(l) as closed,
         exists (select from statement_matches m where m.bank_statement_line = l.id and m.void_at is null and m.automatic) as automatic
    from bank_statement_lines l where l.practice = ? order by l.state = 'unmatched' desc, l.posted_on desc, l.line desc limit 500`;

const BOOK = `
  select b.day, b.summary, b.paid_in::float8, b.paid_out::float8, b.balance::float8, b.transaction,
         b.transaction is not null and b.reverses is null
           and not exists (select from ledger_entries e where e.transaction = b.transaction and e.payment is not null)
           and not exists (select from ledger_entries e where e.reverses = b.transaction) as reversible,
         b.day < grant_open_from(?) as closed,
         exists (select from ledger_entries e
                   left join statement_matches m on m.ledger_entry = e.id and m.void_at is null
                   join bank_statement_lines l on l.id = coalesce(m.bank_statement_line, e.bank_statement_line)
                  where e.transaction = b.transaction and e.fund_request is null and e.settlement is null
                    and grant_line_closed(l)) as account_asked
    from (select *, row_number() over () as place from grant_cash_book(?, '-infinity', ?)) b order by b.place desc limit 200`;

/** 照合の画面: open lines first with what each probably is, open entries of the book, and the book itself. */
export async function showStatement(visit: ActorVisit): Promise<Shown> {
  const { database } = visit.office;
  const practice = await practiceOf(visit.office);
  const { lines, entries, awaited } = await openSides(database, practice);
  const proposals = proposeMatches(lines, entries, awaited);
  const { openFrom } = await bookDays(database, practice);
  const rows = await rowsOf<Omit<Shown['lines'][number], 'proposal'>>(database, LINES, [practice]);
  return {
    lines: rows.map((line) => ({
      ...line,
      proposal: (proposals.get(line.id) ?? null) as Shown['lines'][number]['proposal'],
    })),
    entries: entries.map(({ id, postedOn, amount, summary, batch }) => ({
      id,
      postedOn,
      amount,
      summary: summary ?? '',
      batch,
    })),
    book: await rowsOf<Shown['book'][number]>(database, BOOK, [practice, practice, visit.moment.today]),
    firstOpenDay: openFrom,
  };
}

async function lineOf(visit: ActorVisit, unit: Unit): Promise<LineRecord & { practice: boolean }> {
  const id = idOf(visit, 'id', '入出金明細');
  const practice = await practiceOf(visit.office);
  await unit.trx('bank_statement_lines').where({ id }).forUpdate().select('id');
  return recordOf(unit.trx, 'bank_statement_lines', id, practice, '入出金明細');
}

/** 照合: a person says which lines of the book a line of the passbook is. */
export async function matchLine(visit: ActorVisit, input: VerbParsed<'statement.match'>): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const line = await lineOf(visit, unit);
    await tie(unit, line.id, [...new Set(input.entryIds)], false);
    return { id: line.id };
  });
}

/** 照合の取消し: the line is open again; the match stays on record as void. */
export async function unmatchLine(visit: ActorVisit): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const line = await lineOf(visit, unit);
    await untie(unit, line.id);
    return { id: line.id };
  });
}

export async function untie(unit: Unit, line: string): Promise<void> {
  await declareFund(unit, 'statement');
  const rows = await unit
    .trx<{ id: string; bank_statement_line: string; void_at: Date | null }>('statement_matches')
    .where({ bank_statement_line: line })
    .whereNull('void_at')
    .select('id');
  for (const { id } of rows) await unit.update('statement_matches', id, { voidAt: unit.moment.at });
  await unit.update('bank_statement_lines', line, { state: 'unmatched', remark: null });
}

/**
 * 明細からの記帳: interest, fees and the like are booked from the line and matched with it; on the first open day when the
 * day of the line is settled already.
 */
export async function postLine(visit: ActorVisit, input: VerbParsed<'statement.post'>): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const line = await lineOf(visit, unit);
    const comesIn = line.paidIn > 0;
    const entry = await post(unit, {
      on: await postingDay(unit, line.practice, line.postedOn),
      summary: input.summary,
      amount: comesIn ? line.paidIn : line.paidOut,
      debit: comesIn ? 'bank' : input.account,
      credit: comesIn ? input.account : 'bank',
      practice: line.practice,
      line: line.id,
    });
    await tie(unit, line.id, [entry], false);
    return { id: line.id };
  });
}

/** 説明: a line that needs no entry (two that cancel out); the month still closes only if the balances agree. */
export async function explainLine(visit: ActorVisit, input: VerbParsed<'statement.explain'>): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const line = await lineOf(visit, unit);
    await declareFund(unit, 'statement');
    await unit.update('bank_statement_lines', line.id, { state: 'explained', remark: input.remark });
    return { id: line.id };
  });
}
