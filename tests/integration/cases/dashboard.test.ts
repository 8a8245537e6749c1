/** What the prefecture reads on its dashboard, beside the same figures counted from the records of the cases. */
import { STATES, stateLabel } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';

interface Panel {
  readonly type: string;
  readonly name: string;
  readonly options: {
    readonly field?: string;
    readonly filter: unknown;
    readonly groupByField?: string;
    readonly xAxis?: string;
  };
}

type Row = Readonly<Record<string, unknown>>;

let office: Office;
let official: Client;
let panels: readonly Panel[];
beforeAll(async () => {
  office = await startOffice({ seed: true });
  official = await office.signIn('official');
  panels = dataOf(await official.get('/panels?limit=-1&fields=type,name,options')) as readonly Panel[];
});
afterAll(() => office?.stop());

function dataOf(answer: { status: number; body: unknown }): unknown {
  expect(answer.status).toBe(200);
  return (answer.body as { data: unknown }).data;
}

/** The panel of the practice dashboard; the real one beside it differs in that flag alone. */
function panelOf(name: string): Panel {
  const found = panels.filter(
    (panel) =>
      panel.name === name && JSON.stringify(panel.options.filter).includes('"practice":{"_eq":true}'),
  );
  expect(found).toHaveLength(1);
  return found[0] as Panel;
}

async function read(query: Readonly<Record<string, string>>, panel: Panel): Promise<readonly Row[]> {
  const asked = new URLSearchParams({ ...query, filter: JSON.stringify(panel.options.filter), limit: '-1' });
  return dataOf(await official.get(`/items/summaries?${asked.toString()}`)) as readonly Row[];
}

async function metric(name: string): Promise<number> {
  const panel = panelOf(name);
  const field = panel.options.field ?? '';
  const [row] = await read({ 'aggregate[sum]': field }, panel);
  return Number((row?.['sum'] as Row)[field] ?? 0);
}

async function grouped(name: string, by: string): Promise<Record<string, number>> {
  const rows = await read({ fields: `${by},count` }, panelOf(name));
  return Object.fromEntries(
    rows.filter((row) => row['count'] !== 0).map((row) => [String(row[by]), Number(row['count'])]),
  );
}

async function number(query: Promise<readonly Row[]>): Promise<number> {
  return Number((await query)[0]?.['figure']);
}

describe('県のダッシュボード', () => {
  // Each figure comes from another record than the state column that the summaries follow.
  const figures: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
    受付件数: () =>
      office.sql`select count(*)::int as figure from applications where receipt_number is not null`.execute(),
    '審査・決裁の手続中': () =>
      office.sql`
        select count(*)::int as figure from applications a where receipt_number is not null
           and not exists (select from decisions d where d.application = a.id)
           and (select e.event from case_events e where e.application = a.id order by e.seq desc limit 1)
               not in ('withdraw', 'suspend')`.execute(),
    支給決定件数: () =>
      office.sql`select count(*)::int as figure from decisions where kind = 'grant' and status = 'live'`.execute(),
    支給決定額: () =>
      office.sql`
        with live as (select * from decisions where kind in ('grant', 'top_up') and status = 'live')
        select (select sum(amount) from live)::bigint - (select sum((facts ->> 'amount')::int) from case_events
          where event = 'claim_repayment' and application in (select application from live)) as figure`.execute(),
    不支給決定件数: () =>
      office.sql`select count(*)::int as figure from decisions where kind = 'refuse' and status = 'live'`.execute(),
    支払済件数: () =>
      office.sql`
        select count(*)::int as figure from transfer_results where outcome = 'paid'`.execute(),
    支払済額: () =>
      office.sql`
        select sum(credit - debit)::bigint as figure from ledger_entries
         where account = 'bank' and payment is not null`.execute(),
    調査中の疑義: () =>
      office.sql`
        select count(*)::int as figure from suspicions
         where closed_at is null and application in (select id from applications where practice)`.execute(),
    '保留・口座補正': () =>
      office.sql`
        select count(*)::int as figure from (select distinct on (application) event from case_events
          order by application, seq desc) last where event in ('suspend', 'record_failed')`.execute(),
  };

  it.each(Object.keys(figures))('%s is what the records of the cases say', async (name) => {
    const figure = await number((figures[name] ?? (() => Promise.resolve([])))());
    expect(figure).toBeGreaterThan(0);
    expect(await metric(name)).toBe(figure);
  });

  it('shows no metric that is not compared here', () => {
    const shown = panels.filter((panel) => panel.type === 'metric').map((panel) => panel.name);
    expect([...new Set(shown)].sort()).toEqual(Object.keys(figures).sort());
  });

  const parts: readonly [string, string, () => Promise<readonly Row[]>][] = [
    [
      '受付経路別の件数',
      'bucket',
      () =>
        office.sql`
        select case when exists (select from case_events e where e.application = a.id and e.event = 'receive')
                    then 'post' else 'online' end as part, count(*)::int as count
          from applications a where receipt_number is not null group by 1`.execute(),
    ],
    [
      '支給額の区分別の件数',
      'bucket',
      () =>
        office.sql`
        select amount::bigint::text as part, count(*)::int as count from decisions
         where kind = 'grant' and status = 'live' group by 1`.execute(),
    ],
  ];

  it('divides the cases by channel and amount as their records do, and by month without losing one', async () => {
    for (const [name, by, count] of parts) {
      const rows = await count();
      const counted: unknown = Object.fromEntries(rows.map((row) => [row['part'], row['count']]));
      expect(await grouped(name, by), name).toEqual(counted);
    }
    const months = await grouped('月別の受付件数', 'bucket');
    expect(Object.keys(months).filter((month) => !/^\d{4}-\d{2}$/.test(month))).toEqual([]);
  });

  it('shows parts that add up to the totals beside them', async () => {
    const total = async (name: string): Promise<number> =>
      Object.values(await grouped(name, 'bucket')).reduce((sum, one) => sum + one, 0);
    expect(await total('月別の受付件数')).toBe(await metric('受付件数'));
    expect(await total('受付経路別の件数')).toBe(await metric('受付件数'));
    expect(await total('支給額の区分別の件数')).toBe(await metric('支給決定件数'));
  });

  it('calls no total by the name of a single state', () => {
    const totals = panels.filter((panel) => panel.type === 'metric').map((panel) => panel.name);
    expect(totals.filter((name) => STATES.some((state) => stateLabel(state) === name))).toEqual([]);
  });

  it('lists every state with its count and its sum', async () => {
    const rows = await read({ fields: 'bucket,count,amount' }, panelOf('状態別の件数と金額'));
    const counted = await office.sql<{ bucket: string; count: number; amount: number }[]>`
      select coalesce(last.to_state, 'draft') as bucket, count(*)::int as count,
             coalesce(sum(a.amount_total), 0)::float8 as amount
        from applications a left join lateral (select to_state from case_events e where e.application = a.id
          order by seq desc limit 1) last on true group by 1`;
    const byName = (list: readonly Row[]): Row[] =>
      list
        .filter((row) => row['count'] !== 0)
        .map((row) => ({ bucket: row['bucket'], count: row['count'], amount: Number(row['amount']) }))
        .sort((a, b) => String(a.bucket).localeCompare(String(b.bucket)));
    expect(byName(rows)).toEqual(byName(counted));
    expect(counted.length).toBeGreaterThan(12);
  });
});

describe('県担当者', () => {
  it('begins at the dashboard, and each of the office at its queue', async () => {
    const role = '20000000-0000-4000-8000-000000000009';
    const made = await office.admin.post('/users', {
      email: 'official-new@office.example.jp',
      password: 'first-page-of-the-prefecture',
      role,
    });
    expect(made.status).toBe(200);
    const pageOf = async (mail: string): Promise<unknown> =>
      (await office.sql`select last_page from directus_users where email = ${mail}`)[0]?.['last_page'];
    const dashboard = '/insights/40000000-0000-4000-8000-000000000002';
    await expect.poll(() => pageOf('official-new@office.example.jp')).toBe(dashboard);
    expect(await pageOf('official@office.example.jp')).toBe(dashboard);
    const queues = await office.sql<{ name: string; bookmark: string | null }[]>`
      select split_part(u.email, '@', 1) as name, p.bookmark from directus_users u
        left join directus_presets p on u.last_page = '/content/' || p.collection || '?bookmark=' || p.id
       where u.email like '%@office.example.jp'`;
    expect(Object.fromEntries(queues.map(({ name, bookmark }) => [name, bookmark]))).toMatchObject({
      reception: '郵送受領（未登録）',
      reviewer: '審査待ち',
      approver: '決裁待ち',
      clerk: '支払待ち',
      confirmer: '確認待ちの支払',
      manager: '全件',
      auditor: '全件',
      applicant: null,
    });
  });

  it('opens no case, no paper, no account and no person', async () => {
    const closed = [
      'applications',
      'employers',
      'attachments',
      'bank_accounts',
      'payments',
      'letters',
      'messages',
    ];
    for (const collection of closed) {
      expect(refusalCode(await official.get(`/items/${collection}`)), collection).toBe('FORBIDDEN');
    }
    const [one] = await office.sql`
      select a.id, (select l.id from letters l where l.application = a.id and l.file is not null
                       order by l.id limit 1) as letter
        from applications a where a.state = 'paid' order by a.id limit 1`;
    for (const path of [`cases/${String(one?.['id'])}`, `letters/${String(one?.['letter'])}/file`]) {
      expect((await official.get(`/grants/${path}`)).status, path).toBeGreaterThanOrEqual(403);
    }
    const people = dataOf(await official.get('/users?limit=-1&fields=id')) as readonly Row[];
    expect(people.map((person) => person['id'])).toEqual([office.accounts.official?.id]);
  });

  it('finds no name, number or address of a case in anything the dashboard reads', async () => {
    const words = await office.sql<{ word: string }[]>`
      select distinct word from applications a cross join lateral (values (a.employee_name), (a.representative_name),
        (a.employer_name), (a.contact_email), (a.contact_phone), (a.employee_insured_number)) as personal(word)
       where length(word) > 3`;
    expect(words.length).toBeGreaterThan(50);
    const text = JSON.stringify([
      panels,
      await read({ fields: '*' }, panelOf('状態別の件数と金額')),
      dataOf(await official.get('/dashboards?limit=-1&fields=*')),
    ]);
    expect(words.filter(({ word }) => text.includes(word))).toEqual([]);
  });
});

describe('練習のやり直し', () => {
  const count = async (client: Client, collection: string): Promise<unknown> =>
    dataOf(await client.get(`/items/${collection}?aggregate[count]=*`));

  it('is the manager’s, leaves a clean slate behind every door, and is refused in a real office', async () => {
    const [manager, auditor, reviewer] = await Promise.all(
      (['manager', 'auditor', 'reviewer'] as const).map((name) => office.signIn(name)),
    );
    if (manager === undefined || auditor === undefined || reviewer === undefined) throw new Error('nobody');
    const why = { reason: '新任者の研修を始めるため' };
    for (const client of [official, auditor, reviewer])
      expect(refusalCode(await client.post('/grants/practice/reset', why))).toBe('FORBIDDEN');
    expect(refusalCode(await manager.post('/grants/practice/reset', { reason: '' }))).toBe('INVALID_INPUT');
    const before = dataOf(await manager.get('/grants/practice')) as Row;
    expect(before).toMatchObject({ practice: true, resets: [] });
    expect(before['cases']).toBeGreaterThan(20);

    expect((await manager.post('/grants/practice/reset', why)).status).toBe(200);
    const after = dataOf(await manager.get('/grants/practice')) as { resets: Row[] };
    expect(after).toMatchObject({ practice: true, cases: 0, batches: 0, inquiries: 0 });
    expect(after.resets).toMatchObject([{ number: 1, reason: why.reason }]);
    for (const collection of [
      'applications',
      'case_events',
      'payments',
      'ledger_entries',
      'employers',
      'letters',
    ])
      expect(await count(auditor, collection), collection).toEqual([{ count: '0' }]);
    const asked = { query: '{ applications { id } inquiries { id } payment_batches { id } }' };
    expect((await auditor.post('/graphql', asked)).body).toEqual({
      data: { applications: [], inquiries: [], payment_batches: [] },
    });
    const { queues } = dataOf(await reviewer.get('/grants/queues')) as { queues: { count: number }[] };
    expect(queues.map((queue) => queue.count).filter((cases) => cases > 0)).toEqual([]);
    expect(await read({ fields: '*' }, panelOf('状態別の件数と金額'))).toEqual([]);
    expect(await office.sql`select * from grant_verify_chain()`).toEqual([]);
    expect((await manager.get('/grants/funds')).status).toBe(200);

    await office.restart((env) => ({ ...env, GRANT_PRACTICE: 'false' }));
    const refused = await (await office.signIn('manager')).post('/grants/practice/reset', why);
    expect(refusalCode(refused)).toBe('GUARD_FAILED');
    expect(JSON.stringify(refused.body)).toContain('本番の事務局では行えません');
  });
});
