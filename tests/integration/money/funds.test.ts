/** The advance through its verbs, as the people of the office use it, on the practice office. */
import { verbOf, type VerbInput, type VerbName, type VerbOutput } from '@grant/schema';
import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { type Answer, type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';

let office: Office;
let clerk: Client;
let manager: Client;
let official: Client;
beforeAll(async () => {
  office = await startOffice({ seed: true });
  [clerk, manager, official] = await Promise.all([
    office.signIn('clerk'),
    office.signIn('manager'),
    office.signIn('official'),
  ]);
});
afterAll(() => office?.stop());

async function show<N extends VerbName>(client: Client, name: N, path: string): Promise<VerbOutput<N>> {
  const answer = await client.get(path);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return verbOf(name).output.parse((answer.body as { data: unknown }).data) as VerbOutput<N>;
}
const funds = (client = clerk) => show(client, 'funds.show', '/grants/funds');
const statement = () => show(clerk, 'statement.show', '/grants/funds/statement');

function upload(client: Client, text: string): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/csv' }), 'meisai.csv');
  return client.upload('/grants/funds/statement', form);
}

const profileId = async (): Promise<string> => (await funds()).bankProfiles[0]?.id ?? '';
const asked = async (amount: number): Promise<VerbInput<'funds.request'>> => ({
  amount,
  requestedOn: '2026-07-16',
  purpose: '試験',
  bankProfileId: await profileId(),
  forecast: [{ month: '2026-12', amount }],
});
const idOf = (answer: Answer): string => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { data: { id: string } }).data.id;
};

describe('資金管理', () => {
  it('shows balance, months, forecast and requests; to the official the same without any name', async () => {
    const seen = await funds();
    const [row] = await office.sql<{ bank: string; available: string }[]>`
      select sum(debit::bigint - credit) filter (where account = 'bank') as bank, grant_available(true) as available
        from ledger_entries where practice`;
    expect(seen.balance.bank).toBe(Number(row?.bank));
    expect(seen.balance.available).toBe(Number(row?.available));
    expect(seen.months.slice(0, 2).map(({ month, closed }) => [month, closed?.state])).toEqual([
      ['2026-05', 'confirmed'],
      ['2026-06', 'closed'],
    ]);
    expect(seen.forecast.scenarios.map(({ amount }) => amount)).toEqual([200_000, 300_000, 500_000, 600_000]);
    const shown = await funds(official);
    expect(shown.requests.map(({ number }) => number)).toEqual(seen.requests.map(({ number }) => number));
    expect(shown.requests.map(({ preparedByName }) => preparedByName)).toEqual(seen.requests.map(() => null));
    expect(JSON.stringify(shown)).not.toMatch(/支払 進|統括 誠|足利/u);
    for (const path of ['/grants/funds/statement', '/grants/funds/papers/book', '/grants/funds/papers/costs'])
      expect((await official.get(path)).status, path).toBe(403);
    for (const name of ['applicant', 'reviewer', 'reception'] as const)
      expect((await (await office.signIn(name)).get('/grants/funds')).status, name).toBe(403);
  });

  it('lets one person ask, another approve, and books what arrives once', async () => {
    const { available } = (await funds()).balance;
    const id = idOf(await manager.post('/grants/funds/requests', await asked(5_000_000)));
    expect(refusalCode(await manager.post(`/grants/funds/requests/${id}/approve`, {}))).toBe('SAME_PERSON');
    expect((await clerk.post(`/grants/funds/requests/${id}/approve`, {})).status).toBe(403);
    const approver = await office.signIn('approver');
    idOf(await approver.post(`/grants/funds/requests/${id}/approve`, {}));
    const receipt = { on: '2026-07-16', amount: 5_000_000 };
    const both = await Promise.all([
      clerk.post(`/grants/funds/requests/${id}/receive`, receipt),
      manager.post(`/grants/funds/requests/${id}/receive`, receipt),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect((await funds()).balance.available).toBe(available + 5_000_000);
  });

  it('makes one request of what is sent again after a lost answer, by whoever sent it', async () => {
    const request = { ...(await asked(1_200_000)), idempotencyKey: 'asked-once-more-1' };
    const send = (by: Client, changes: object = {}) =>
      by.post('/grants/funds/requests', { ...request, ...changes });
    const twice = (await Promise.all([send(clerk), send(clerk)])).map(idOf);
    const own = [idOf(await send(manager)), idOf(await send(clerk, { purpose: '別の請求' }))];
    expect(new Set([...twice, idOf(await send(clerk)), ...own]).size).toBe(3);
    for (const id of new Set([...twice, ...own]))
      await clerk.post(`/grants/funds/requests/${id}/withdraw`, {});
  });

  it('refuses a forecast that does not add up, and money from tomorrow', async () => {
    const request = { ...(await asked(100)), forecast: [{ month: '2026-12', amount: 99 }] };
    expect(refusalCode(await clerk.post('/grants/funds/requests', request))).toBe('INVALID_INPUT');
    const waiting = (await funds()).requests.find(({ state }) => state === 'requested');
    const answer = await clerk.post(`/grants/funds/requests/${waiting?.id ?? ''}/receive`, {
      on: '2026-08-01',
      amount: 1,
    });
    expect(refusalCode(answer)).toBe('INVALID_INPUT');
  });

  it('takes a statement in once, matches what is certain and proposes the rest', async () => {
    const before = await statement();
    expect(before.lines.slice(0, 2).map(({ proposal }) => proposal?.kind)).toEqual(['fee', 'interest']);
    expect(before.lines.filter(({ automatic }) => automatic).length).toBe(2);
    const text =
      '日付,摘要,出金,入金,残高\r\n2026/07/13,組戻手数料,880,,99999932\r\n2026/07/16,振込 トチギケン,,5000000,104999932\r\n';
    const first = await upload(clerk, text);
    expect((first.body as { data: unknown }).data).toEqual({ taken: 1, known: 1, matched: 1 });
    const again = await Promise.all([upload(clerk, text), upload(manager, text)]);
    for (const { body } of again)
      expect((body as { data: unknown }).data).toEqual({ taken: 0, known: 2, matched: 0 });
    expect(refusalCode(await upload(clerk, '日付,入金,出金\r\n昨日,1,\r\n'))).toBe('STATEMENT_FAULT');
  });

  it('books interest and fees from their lines, and takes a booking back by a second one', async () => {
    const [fee, interest] = (await statement()).lines;
    idOf(
      await clerk.post(`/grants/funds/statement/${interest?.id ?? ''}/post`, {
        account: 'interest',
        summary: '決算利息',
      }),
    );
    idOf(
      await clerk.post(`/grants/funds/statement/${fee?.id ?? ''}/post`, {
        account: 'other',
        summary: '組戻手数料',
      }),
    );
    const wrong = (await statement()).book.find(({ summary }) => summary === '組戻手数料');
    expect(wrong?.reversible).toBe(true);
    idOf(
      await clerk.post(`/grants/funds/ledger/${wrong?.transaction ?? ''}/reverse`, { reason: '科目の誤り' }),
    );
    expect(
      refusalCode(
        await clerk.post(`/grants/funds/ledger/${wrong?.transaction ?? ''}/reverse`, { reason: '再度' }),
      ),
    ).toBe('GUARD_FAILED');
    const reopened = (await statement()).lines.find(({ id }) => id === fee?.id);
    expect(reopened?.state).toBe('unmatched');
    idOf(
      await clerk.post(`/grants/funds/statement/${fee?.id ?? ''}/post`, {
        account: 'fee',
        summary: '組戻手数料',
      }),
    );
    expect((await statement()).lines.filter(({ state }) => state === 'unmatched')).toEqual([]);
    expect([...(await office.sql`select * from grant_verify_ledger()`)]).toEqual([]);
  });

  it('confirms a month by another person and keeps it closed', async () => {
    const june = (await funds(manager)).months.find(({ month }) => month === '2026-06')?.closed;
    expect(june?.confirmable).toBe(true);
    expect(refusalCode(await clerk.post(`/grants/funds/months/${june?.id ?? ''}/confirm`, {}))).toBe(
      'SAME_PERSON',
    );
    idOf(await manager.post(`/grants/funds/months/${june?.id ?? ''}/confirm`, {}));
    const july = await clerk.post('/grants/funds/months', { month: '2026-07', bankBalance: 0 });
    expect(refusalCode(july)).toBe('GUARD_FAILED');
    const late = await upload(clerk, '日付,摘要,出金,入金\r\n2026/06/20,不明,,77\r\n');
    expect(late.status).toBe(200);
    // Missed at the closing: it is booked on the first open day, and June stays as it was closed.
    const line = (await statement()).lines.find(({ paidIn }) => paidIn === 77);
    expect(line).toMatchObject({ state: 'unmatched', closed: false });
    const posted = { account: 'interest', summary: '預金利息' };
    idOf(await clerk.post(`/grants/funds/statement/${line?.id ?? ''}/post`, posted));
    const [kept] = await office.sql`
      select (select count(*)::int from reconciliations where month >= '2026-07-01') as months,
             (select posted_on::text from ledger_entries where account = 'bank' and debit = 77) as on`;
    expect(kept).toEqual({ months: 0, on: '2026-07-01' });
  });

  it('settles a period, approved by another person, and gives the balance back', async () => {
    const { id: draft } = (await funds()).settlements[0] ?? { id: '' };
    idOf(await manager.post(`/grants/funds/settlements/${draft}/approve`, {}));
    const { nextSettlement } = await funds();
    expect(nextSettlement).toEqual({ from: '2026-07-01', to: '2026-07-15' });
    const once = { idempotencyKey: 'settled-once-1' };
    const period = { kind: 'periodic', ...nextSettlement, returned: 1_000 };
    for (const wrong of [{ from: '2026-06-30' }, { from: '2026-07-02' }, { to: '2026-07-16' }])
      expect(refusalCode(await manager.post('/grants/funds/settlements', { ...period, ...wrong }))).toBe(
        'INVALID_INPUT',
      );
    const approver = await office.signIn('approver');
    // Sent back by the prefecture: taken back by a decider who did not make it, and made anew for the same period.
    const first = idOf(await manager.post('/grants/funds/settlements', { ...period, ...once }));
    expect(idOf(await manager.post('/grants/funds/settlements', { ...period, ...once }))).toBe(first);
    idOf(await approver.post(`/grants/funds/settlements/${first}/approve`, {}));
    const reserved = (await funds()).balance;
    expect(reserved.reserved).toBe(1_000);
    expect(reserved.available).toBe(reserved.bank - reserved.promised - 1_000);
    const takeBack = `/grants/funds/settlements/${first}/withdraw`;
    expect(refusalCode(await manager.post(takeBack, {}))).toBe('SAME_PERSON');
    expect(refusalCode(await clerk.post(takeBack, {}))).toBe('FORBIDDEN');
    idOf(await approver.post(takeBack, {}));
    const id = idOf(await manager.post('/grants/funds/settlements', period));
    expect(refusalCode(await manager.post(`/grants/funds/settlements/${id}/approve`, {}))).toBe(
      'SAME_PERSON',
    );
    idOf(await approver.post(`/grants/funds/settlements/${id}/approve`, {}));
    const within = await clerk.post(`/grants/funds/settlements/${id}/return`, { on: '2026-07-15' });
    expect(refusalCode(within)).toBe('INVALID_INPUT');
    idOf(await clerk.post(`/grants/funds/settlements/${id}/return`, { on: '2026-07-16' }));
    expect(
      refusalCode(await clerk.post(`/grants/funds/settlements/${id}/return`, { on: '2026-07-16' })),
    ).toBe('GUARD_FAILED');
    const [row] =
      await office.sql`select debit from ledger_entries where settlement = ${id} and account = 'returned'`;
    expect(row).toEqual({ debit: 1_000 });
  });
});

describe('書類', () => {
  const paper = async (client: Client, query: string): Promise<Uint8Array> => {
    const answer = await client.fetch(`/grants/funds/papers/${query}`);
    expect(answer.status, query).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const yen = (amount: unknown): string => `${Number(amount).toLocaleString('ja-JP')}円`;
  const period = 'from=2026-05-01&to=2026-12-31';

  it('say the same figures as PDF, as workbook and in the database', async () => {
    const [figures] = await office.sql<Record<string, string>[]>`
      select * from grant_fund_figures(true, '2026-05-01', '2026-12-31')`;
    const { text } = await readPdf(await paper(clerk, `book?${period}`));
    expect(text).toContain('奨励金受払簿');
    for (const key of ['received', 'sent', 'sent_back', 'paid', 'interest', 'fees', 'closing'])
      expect(text, key).toContain(yen(figures?.[key]));
    const sheets = await readSheet(Buffer.from(await paper(clerk, `book?format=xlsx&${period}`)));
    const facts = new Map(sheets.map(([label, value]) => [String(label), value]));
    expect(facts.get('概算払の受入額')).toBe(Number(figures?.['received']));
    // The practice cases hold a transfer that failed: what went out is more than what was paid.
    expect(Number(figures?.['sent_back'])).toBeGreaterThan(0);
    expect(facts.get(`奨励金の支給額（${String(figures?.['sent_count'])}件）`)).toBe(
      Number(figures?.['sent']),
    );
    expect(facts.get(`振込不能・組戻により戻った額（${String(figures?.['sent_back_count'])}件）`)).toBe(
      Number(figures?.['sent_back']),
    );
    expect(facts.get(`差引支給額（${String(figures?.['paid_count'])}件）`)).toBe(Number(figures?.['paid']));
    const tiers = (await readSheet(Buffer.from(await paper(clerk, `book?format=xlsx&${period}`)), 3)).slice(
      3,
    );
    expect(tiers.at(-1)).toEqual(['合計', Number(figures?.['paid_count']), Number(figures?.['paid'])]);
    expect(facts.get('期末の残高')).toBe(Number(figures?.['closing']));
    const rows = await readSheet(Buffer.from(await paper(clerk, `book?format=xlsx&${period}`)), 2);
    const booked = await office.sql`select 1 from grant_cash_book(true, '2026-05-01', '2026-12-31')`;
    expect(rows.length).toBe(booked.length + 4);
  });

  it('are made for the request, the settlement, the return, the month and the forecast; the official gets his own', async () => {
    const seen = await funds();
    const request = seen.requests.find(({ number }) => number === 'PG2026-001');
    const asked = (await readPdf(await paper(official, `request?id=${request?.id ?? ''}`))).text;
    for (const word of ['概算払請求書', 'PG2026-001', '60,000,000円', '足利銀行', '栃木県知事'])
      expect(asked).toContain(word);
    const settled = seen.settlements.find(({ returnedOn }) => returnedOn !== null);
    const account = (await readPdf(await paper(official, `settlement?id=${settled?.id ?? ''}`))).text;
    for (const key of ['sent', 'sentBack', 'paid', 'returnedWithin', 'returned', 'carriedOver'] as const)
      expect(account, key).toContain(yen(settled?.[key]));
    for (const word of ['差引支給額の内訳', '期末の残高', 'この精算による返納額'])
      expect(account).toContain(word);
    expect((await readPdf(await paper(official, `return?id=${settled?.id ?? ''}`))).text).toContain(
      '1,000円',
    );
    const may = seen.months[0]?.closed?.id ?? '';
    expect((await readPdf(await paper(clerk, `reconciliation?id=${may}`))).text).toContain('60,000,000円');
    expect((await readPdf(await paper(official, 'forecast'))).text).toContain('90,000,000');
    expect((await readPdf(await paper(official, `daily?${period}`))).text).toContain('日計表');
  });

  it('list every letter posted and every transfer tried with its cost, failed ones included', async () => {
    const [costs] = await office.sql<{ total: number; rows: number; failed: number }[]>`
      select sum(amount)::int as total, count(*)::int as rows, count(*) filter (where remark like '振込不能%')::int as failed
        from costs where practice`;
    const [events] = await office.sql<{ rows: number }[]>`
      select (select count(*) from mailings where method <> 'online')::int + (select count(*) from transfer_results)::int as rows`;
    expect(costs?.rows).toBe(events?.rows);
    expect(costs?.failed).toBeGreaterThan(0);
    const { text } = await readPdf(await paper(clerk, `costs?${period}`));
    expect(text).toContain(yen(costs?.total));
    expect(text).toContain('手数料は返却されません');
    const rows = await readSheet(Buffer.from(await paper(clerk, `costs?format=xlsx&${period}`)), 3);
    const amounts = rows.slice(3).map((row) => Number(row[4]));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(costs?.total);
  });
});
