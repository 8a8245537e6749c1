/** 一覧と報告: what leaves the office is what the database holds, by those who may, with a purpose, on record. */
import { createHash } from 'node:crypto';
import { applicantColumns, managementColumns, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { bytesOf, PURPOSE, table } from './taken-lists.ts';

const FORMULA = '=HYPERLINK("x")&株式会社';

let office: Office;
let stage: Stage;
let official: Client;
let auditor: Client;
let granted: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  [official, auditor] = await Promise.all([office.signIn('official'), office.signIn('auditor')]);
  granted = await stage.submitted();
  await stage.submitted({ employerName: FORMULA });
  await journey.granted(stage.cast, granted);
});
afterAll(() => office?.stop());

const shown = async (client: Client, path: string): Promise<VerbOutput<'list.show'>> =>
  ((await client.get(`/grants/lists/${path}`)).body as { data: VerbOutput<'list.show'> }).data;

/** Cells of one case in the 審査管理表. */
async function cellsOf(walk: journey.Walk, titles: readonly string[]): Promise<readonly unknown[]> {
  const [one] = await office.sql`select receipt_number from applications where id = ${walk.id}`;
  const query = new URLSearchParams({ words: String(one?.['receipt_number']) });
  const [sheet] = (await shown(stage.client('reception'), `management?${query.toString()}`)).sheets;
  return titles.map(
    (title) => sheet?.rows[0]?.[managementColumns.findIndex((column) => column.title === title)],
  );
}

describe('審査管理表', () => {
  it('has exactly its columns in their order, and the figures of the database', async () => {
    const bytes = await bytesOf(stage.client('manager'), 'management', { format: 'xlsx' });
    const [heading, ...rows] = await table(bytes, '受付番号');
    expect(heading).toEqual(managementColumns.map(({ title }) => title));
    const cases = await office.sql`
      select a.receipt_number, a.received_on::text as received_on, a.employer_name, a.employee_key, a.amount_total, a.first_one_month,
             a.leave_days, d.number, d.amount, (d.decided_at at time zone 'Asia/Tokyo')::date::text as decided_on,
             (select concat_ws(' ', u.last_name, u.first_name) from directus_users u where u.id = d.decided_by) as decided_by
        from applications a left join decisions d on d.application = a.id
       where a.receipt_number is not null order by a.receipt_number`;
    expect(rows).toHaveLength(cases.length);
    const at = (row: readonly string[], title: string): string | undefined =>
      row[heading?.indexOf(title) ?? -1];
    for (const [place, one] of cases.entries()) {
      const row = rows[place] ?? [];
      expect(at(row, '受付番号')).toBe(one['receipt_number']);
      expect(at(row, '受付日')).toBe(one['received_on']);
      expect(at(row, '申請者')).toBe(one['employer_name']);
      expect(at(row, '対象従業員key')).toBe(one['employee_key']);
      expect(at(row, '判定額')).toBe(String(one['amount_total']));
      expect(at(row, '支給額')).toBe(String(one['amount'] ?? ''));
      expect(at(row, '決定番号')).toBe(one['number'] ?? '');
      expect(at(row, '決定日')).toBe(one['decided_on'] ?? '');
      expect(at(row, '二次審査者')).toBe(one['decided_by'] ?? '');
    }
    const decided = rows.find((row) => at(row, '決定区分') === '支給') ?? [];
    expect(at(decided, '要件1判定')).toBe('適合');
    expect(at(decided, '要件2根拠書類')).toContain('応援団');
    expect(at(decided, '休業期間1')).toMatch(/^\d{4}-\d{2}-\d{2} ～ \d{4}-\d{2}-\d{2}$/u);
    expect(at(decided, '標準処理日数')).toMatch(/^\d+$/u);
    expect(at(decided, 'はじめて判定（1か月）')).toMatch(/^申告(なし|あり・適合)$/u);
  });

  it('counts the days of a withdrawn case to its withdrawal, and says every suspicion', async () => {
    const walk = await stage.submitted();
    await journey.withdrawn(stage.cast, walk);
    const cells = () => cellsOf(walk, ['標準処理日数', '不正疑義']);
    const [ended] = await office.sql`
      select (state_since at time zone 'Asia/Tokyo')::date::text as on from applications where id = ${walk.id}`;
    expect(ended?.['on']).toBe(stage.cast.today);
    await expect(cells()).resolves.toEqual([0, null]);
    const raise = (state: string, at: string) => ({
      id: crypto.randomUUID(),
      application: walk.id,
      kind: 'other',
      facts: '試験',
      state,
      raised_by: office.accounts.reviewer?.id ?? '',
      raised_at: at,
    });
    await office.sql.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      // Filed on a Monday, withdrawn on the Friday after; the office has gone on since.
      await trx`update applications set received_on = '2026-06-01', state_since = '2026-06-05T03:00:00Z'
                 where id = ${walk.id}`;
      for (const row of [raise('raised', '2026-06-02'), raise('cleared', '2026-06-03')])
        await trx`insert into suspicions ${trx(row)}`;
    });
    await expect(cells()).resolves.toEqual([4, '疑いあり、疑いなし']);
  });

  it('names nothing awarded to who was refused, and a duplicate only what was judged to be one', async () => {
    const [kept, twin] = [await stage.submitted(), await stage.submitted({ returnedToOriginalPost: 'no' })];
    await journey.refused(stage.cast, twin);
    await office.sql.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`delete from duplicate_members where application in ${trx([kept.id, twin.id])}`;
      const id = crypto.randomUUID();
      const set = { id, rule: 'employer_name', strength: 'likely', score: 80, state: 'duplicate' };
      await trx`insert into duplicate_sets ${trx(set)}`;
      for (const [application, verdict] of [
        [kept.id, 'valid'],
        [twin.id, 'duplicate'],
      ] as const)
        await trx`insert into duplicate_members ${trx({ id: crypto.randomUUID(), duplicate_set: set.id, application, verdict })}`;
    });
    const cells = (walk: journey.Walk) => cellsOf(walk, ['重複判定', '判定額', '支給額']);
    await expect(cells(kept)).resolves.toEqual(['有効', expect.any(Number), null]);
    await expect(cells(twin)).resolves.toEqual(['重複', expect.any(Number), null]);
    // A decision taken back to be made anew ends no count of days.
    await office.sql.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update applications set received_on = '2026-07-06', state = 'in_review' where id = ${twin.id}`;
      await trx`update decisions set decided_at = '2026-07-07T03:00:00Z', status = 'cancelled' where application = ${twin.id}`;
    });
    await expect(cellsOf(twin, ['標準処理日数'])).resolves.toEqual([7]);
  });

  it('is disarmed as CSV and filtered as on the screen', async () => {
    const text = (await bytesOf(stage.client('reviewer'), 'management', { format: 'csv' })).toString('utf8');
    expect(text.startsWith('\uFEFF受付番号,受付日,消印日,経路,申請者,')).toBe(true);
    expect(text).toContain(`,"'${FORMULA.replaceAll('"', '""')}",`);
    // Whatever the file is called later, each line says that it is practice.
    const [heading, ...lines] = text.trimEnd().split('\r\n');
    expect(heading?.endsWith(',練習')).toBe(true);
    expect(lines.filter((line) => !line.endsWith(',練習用'))).toEqual([]);
    const [own] = await office.sql`select receipt_number from applications where id = ${granted.id}`;
    const words = String(own?.['receipt_number']).toLowerCase().replaceAll('-', '−');
    const query = new URLSearchParams({ words, state: 'granted', channel: 'online' });
    const page = await shown(stage.client('reception'), `management?${query.toString()}`);
    expect(page).toMatchObject({ total: 1, pages: 1 });
    expect(page.sheets[0]?.ids).toEqual([granted.id]);
    expect((await shown(stage.client('reception'), 'management?from=2026-12-01')).total).toBe(0);
  });

  it('goes on record: who, what, why, how many rows, and the hash of the very bytes', async () => {
    const bytes = await bytesOf(stage.client('approver'), 'management', { format: 'xlsx', state: 'granted' });
    const [record] = await office.sql`
      select e.*, u.email from exports e join directus_users u on u.id = e.exported_by order by e.exported_at desc limit 1`;
    expect(record).toMatchObject({
      subject: '審査管理表',
      format: 'xlsx',
      purpose: PURPOSE,
      rows: 1,
      practice: true,
      state: 'done',
      conditions: { state: 'granted' },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      email: office.accounts.approver?.email,
    });
    const [access] = await office.sql<{ target_id: string; purpose: string }[]>`
      select action, target_id, purpose from access_log where action = 'list_taken' order by id desc limit 1`;
    expect(access?.target_id).toBe(record?.['id']);
    expect(access?.purpose).toContain(PURPOSE);
    const [looked] =
      await office.sql`select count(*)::int as count from access_log where action = 'list_opened'`;
    expect(looked?.['count']).toBeGreaterThan(0);
  });
});

describe('申請者情報一覧', () => {
  it('shows of an account its last three digits and nothing of the office’s own marks', async () => {
    const bytes = await bytesOf(stage.client('manager'), 'applicants', { format: 'xlsx' });
    const [heading, ...rows] = await table(bytes, '受付番号');
    expect(heading).toEqual(applicantColumns.map(({ title }) => title));
    const account = granted.answers.accountNumber ?? '';
    expect(account).toMatch(/^\d{7}$/u);
    expect(JSON.stringify(rows)).not.toContain(account);
    expect(JSON.stringify(rows)).toContain(`＊＊＊＊${account.slice(-3)}`);
    expect(heading).not.toContain('不正疑義');
  });
});

describe('the doors of a list', () => {
  it.each([
    ['official', 'management'],
    ['official', 'applicants'],
    ['reviewer', 'applicants'],
    ['applicant', 'progress'],
  ] as const)('are closed to %s at %s', async (name, kind) => {
    const client = name === 'official' ? official : stage.client(name);
    expect(refusalCode(await client.get(`/grants/lists/${kind}`))).toBe('FORBIDDEN');
    const input = { format: 'csv', purpose: PURPOSE };
    expect(refusalCode(await client.post(`/grants/lists/${kind}/take`, input))).toBe('FORBIDDEN');
  });

  it('let an auditor look and take nothing, and a clerk not even look', async () => {
    expect((await auditor.get('/grants/lists/management')).status).toBe(200);
    const input = { format: 'csv', purpose: PURPOSE };
    expect(refusalCode(await auditor.post('/grants/lists/management/take', input))).toBe('FORBIDDEN');
    expect(refusalCode(await stage.client('clerk').get('/grants/lists/management'))).toBe('FORBIDDEN');
  });

  it('ask for a purpose, and keep what was taken as it was', async () => {
    const manager = stage.client('manager');
    for (const purpose of ['', '  報告  ', undefined])
      expect(refusalCode(await manager.post('/grants/lists/progress/take', { format: 'pdf', purpose }))).toBe(
        'INVALID_INPUT',
      );
    expect(
      refusalCode(await manager.post('/grants/lists/management/take', { format: 'pdf', purpose: PURPOSE })),
    ).toBe('GUARD_FAILED');
    const forged = {
      subject: '審査管理表',
      format: 'csv',
      purpose: PURPOSE,
      rows: 1,
      exported_at: new Date(),
    };
    expect((await office.admin.post('/items/exports', forged)).status).toBeGreaterThanOrEqual(400);
    const [one] = await office.sql`select id from exports order by id limit 1`;
    await expect(
      office.sql`update exports set purpose = 'x' where id = ${String(one?.['id'])}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
    await expect(office.sql`delete from exports`.execute()).rejects.toMatchObject({
      constraint_name: 'grant_append_only',
    });
  });
});

describe('進捗報告', () => {
  it('counts what the database holds, and the prefecture takes it in three forms', async () => {
    const report = await shown(official, 'progress');
    const line = (group: string, item: string) =>
      report.sheets[0]?.rows.find(([first, second]) => first === group && second === item);
    const [counts] = await office.sql`
      select (select count(*)::int from applications where receipt_number is not null) as received,
             (select sum(amount)::int from decisions where kind = 'grant') as yen, grant_available(true)::int as left`;
    expect(line('受付', '計')?.[2]).toBe(counts?.['received']);
    expect(line('決定', '支給決定')?.slice(2, 4)).toEqual([1, counts?.['yen']]);
    expect(line('資金', '概算払残')?.[3]).toBe(counts?.['left']);
    expect(JSON.stringify(report)).not.toContain(granted.answers.employerName);
    expect((await bytesOf(official, 'progress', { format: 'pdf' })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await table(await bytesOf(official, 'progress', { format: 'xlsx' }), '区分')).toHaveLength(
      (report.sheets[0]?.rows.length ?? 0) + 1,
    );
    // Before the first case there was nothing.
    const before = await shown(official, 'progress?from=2026-05-01&to=2026-05-31');
    expect(before.sheets[0]?.rows.find(([first, second]) => first === '受付' && second === '計')?.[2]).toBe(
      0,
    );
    expect(before.sheets[0]?.rows.find(([, second]) => second === '審査中')?.[2]).toBe(0);
  });

  it('says what is left of the budget once there is one', async () => {
    const manager = stage.client('manager');
    const [programme] = await office.sql`select id from programmes where practice`;
    const saved = await manager.patch(`/items/programmes/${String(programme?.['id'])}`, {
      budget: 30_000_000,
    });
    expect(saved.status).toBe(200);
    const report = await shown(official, 'progress');
    const [given] = await office.sql`select sum(amount)::int as yen from decisions where kind = 'grant'`;
    expect(report.sheets[0]?.rows.find(([, item]) => item === '予算残')?.[3]).toBe(
      30_000_000 - Number(given?.['yen']),
    );
  });
});

describe('練習と本番', () => {
  it('never meet: what is not of this office is in no list of calls, no report and no register of publicity', async () => {
    const manager = stage.client('manager');
    const call = { received_at: '2026-07-14T01:00:00Z', channel: 'visit', category: 'other', party: 'other' };
    const activity = { held_on: '2026-07-14', kind: 'event', title: '本番の説明会', cost: 777_777 };
    await office.sql`insert into inquiries (id, question, summary, state, received_at, channel, category, party, practice)
      values (gen_random_uuid(), '本番の質問', '本番の質問', 'open', ${call.received_at}, 'visit', 'other', 'other', false)`;
    await office.sql`insert into pr_activities ${office.sql({ ...activity, id: crypto.randomUUID(), practice: false })}`;
    // Which side a record is on is not for its writer to say.
    const given = { ...activity, title: '練習の説明会', practice: false };
    const made = await office.admin.post('/items/pr_activities', given);
    expect(made.body).toMatchObject({ data: { practice: true } });
    const open = { ...call, question: 'q', summary: 'q', state: 'open', practice: false };
    const asked = await office.admin.post('/items/inquiries', open);
    expect(asked.body).toMatchObject({ data: { practice: true } });

    expect(JSON.stringify((await manager.get('/grants/desk/inquiries?state=all')).body)).not.toContain(
      '本番の質問',
    );
    const report = await shown(manager, 'inquiries');
    expect(report.total).toBe(1);
    const publicity = await shown(manager, 'publicity');
    expect(publicity.sheets[0]?.rows.map((row) => row[3])).toContain('練習の説明会');
    expect(JSON.stringify(publicity)).not.toContain('本番の説明会');
    const progress = await shown(official, 'progress');
    expect(progress.sheets[0]?.rows.filter(([group]) => group === '問合せ').map((row) => row[2])).toContain(
      1,
    );
  });
});
