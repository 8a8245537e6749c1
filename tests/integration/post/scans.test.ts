/** 読み取った書類の振り分け: several envelopes in one file become papers of several cases, and nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersSchema, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../cases/cast.ts';

type Shown = VerbOutput<'scan.show'>;

let office: Office;
let stage: Stage;
let first: VerbOutput<'case.receive'>;
let second: VerbOutput<'case.receive'>;
let scan: Shown;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  const desk = stage.cast.by('reception');
  first = await desk.call('case.receive', { arrivedOn: '2026-07-15' });
  second = await desk.call('case.receive', { arrivedOn: '2026-07-15' });
});
afterAll(() => office?.stop());

const upload = (content: Buffer, name = '読取り.pdf'): Promise<Shown> =>
  stage.cast
    .by('reception')
    .call('scan.upload', {}, { name, type: 'application/pdf', bytes: Uint8Array.from(content) });
type Given = Pick<Shown['parts'][number], 'from' | 'to' | 'receiptNumber'> & { readonly caseId?: string };
/** As the desk does it that counts its envelopes and reads the name beside each number, unless told otherwise. */
async function split(of: Shown, given: readonly Given[], envelopes?: number) {
  const named = async (receiptNumber: string | null): Promise<string | null> =>
    receiptNumber === null
      ? null
      : ((await stage.cast.by('reception').call('case.named', { receiptNumber })).case?.id ?? null);
  const parts = await Promise.all(
    given.map(async (part) => ({ caseId: await named(part.receiptNumber), ...part })),
  );
  const bound = parts.filter(({ receiptNumber }) => receiptNumber !== null).length;
  return stage
    .client('reception')
    .post(`/grants/scans/${of.id}/split`, { envelopes: envelopes ?? bound, parts });
}
const papersOf = async (id: string) =>
  (await stage.cast.by('reception').call('application.show', { id })).attachments;

describe('読み取ったファイル', () => {
  it('shows a part for each cover sheet, with its case; other codes begin none', async () => {
    const { receiptNumber: one } = first;
    const { receiptNumber: two } = second;
    scan = await upload(scannedPdf([null, one, null, 'https://example.jp/', two, null, null]));
    expect(scan).toMatchObject({ pages: 7, state: 'waiting' });
    expect(scan.parts).toMatchObject([
      { from: 1, to: 1, receiptNumber: null, problem: null },
      { from: 2, to: 4, receiptNumber: one, caseId: first.id, problem: null },
      { from: 5, to: 7, receiptNumber: two, caseId: second.id, problem: null },
    ]);
    expect(await papersOf(first.id)).toEqual([]);
    const page = await stage.client('reception').fetch(`/grants/scans/${scan.id}/pages/2?width=160`);
    expect(page.headers.get('content-type')).toBe('image/webp');
    expect((await stage.client('applicant').fetch(`/grants/scans/${scan.id}/pages/2?width=160`)).status).toBe(
      403,
    );
    expect((await stage.client('reviewer').get(`/grants/scans/${scan.id}`)).status).toBe(403);
  });

  it('is one scan however often the same file comes', async () => {
    const { receiptNumber: one } = first;
    const { receiptNumber: two } = second;
    const again = await upload(scannedPdf([null, one, null, 'https://example.jp/', two, null, null]));
    expect(again.id).toBe(scan.id);
  });

  it('refuses a wrong number by name and files nothing', async () => {
    const answer = await split(scan, [
      { from: 1, to: 4, receiptNumber: first.receiptNumber },
      { from: 5, to: 7, receiptNumber: 'R8-777777-7' },
    ]);
    expect(refusalCode(answer)).toBe('COVER_SHEET_UNKNOWN');
    expect(JSON.stringify(answer.body)).toContain('R8-777777-7');
    const online = await stage.submitted();
    const shown = await stage.cast.by('applicant').call('application.show', { id: online.id });
    await journey.withdrawn(stage.cast, online);
    const closed = await split(scan, [{ from: 1, to: 7, receiptNumber: shown.receiptNumber }]);
    expect(refusalCode(closed)).toBe('COVER_SHEET_UNKNOWN');
    expect(await papersOf(first.id)).toEqual([]);
  });

  it('files nothing while the envelopes in hand are more or fewer than the parts that are bound', async () => {
    const parts = scan.parts.map(({ from, to, receiptNumber }) => ({ from, to, receiptNumber }));
    for (const envelopes of [1, 3]) {
      const answer = await split(scan, parts, envelopes);
      expect(refusalCode(answer)).toBe('ENVELOPES_MISCOUNTED');
      expect(JSON.stringify(answer.body)).toContain('綴じない部分が1つ');
    }
    const uncounted = await stage.client('reception').post(`/grants/scans/${scan.id}/split`, { parts });
    expect(refusalCode(uncounted)).toBe('INVALID_INPUT');
    expect(await papersOf(first.id)).toEqual([]);
  });

  it('says whose a number is while it is typed, and files under none that was not seen', async () => {
    const walk = await stage.submitted();
    const desk = stage.cast.by('reception');
    const { receiptNumber } = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    const number = receiptNumber ?? '';
    const { case: named } = await desk.call('case.named', { receiptNumber: ` ${number.toLowerCase()}` });
    const { employerName, employeeName } = walk.answers;
    expect(named).toMatchObject({ id: walk.id, receiptNumber: number, employerName, employeeName });
    expect(await desk.call('case.named', { receiptNumber: 'R8-777777-7' })).toEqual({ case: null });
    expect((await stage.client('applicant').get(`/grants/named-case?receiptNumber=${number}`)).status).toBe(
      403,
    );
    const path = `/grants/scans/${scan.id}/split`;
    // The number of another case stands in the field, and the name of the first was on the screen.
    for (const caseId of [null, first.id]) {
      const parts = [{ from: 1, to: 7, receiptNumber: number, caseId }];
      const answer = await stage.client('reception').post(path, { envelopes: 1, parts });
      expect(refusalCode(answer)).toBe('CASE_UNSEEN');
      expect(JSON.stringify(answer.body)).toContain(number);
    }
    expect((await papersOf(walk.id)).filter(({ unsorted }) => unsorted)).toEqual([]);
  });

  it.each([
    [[{ from: 1, to: 6, receiptNumber: null }]],
    [[{ from: 2, to: 7, receiptNumber: null }]],
    [
      [
        { from: 1, to: 4, receiptNumber: null },
        { from: 4, to: 7, receiptNumber: null },
      ],
    ],
  ])('leaves no page out and files none twice: %j', async (parts) => {
    expect(refusalCode(await split(scan, parts))).toBe('PAGES_UNASSIGNED');
  });

  it('puts each part into its case as a paper to be sorted, once', async () => {
    const parts = scan.parts.map(({ from, to, receiptNumber }) => ({ from, to, receiptNumber }));
    const answers = await Promise.all([split(scan, parts), split(scan, parts)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(await papersOf(first.id)).toMatchObject([{ pages: 3, unsorted: true }]);
    expect(await papersOf(second.id)).toMatchObject([{ pages: 3, unsorted: true }]);
    // Papers that nobody has sorted are not left behind by the registration.
    const early = await stage
      .client('reception')
      .post(`/grants/cases/${first.id}/register`, { version: 0, revision: 0 });
    expect(refusalCode(early)).toBe('GUARD_FAILED');
    expect(JSON.stringify(early.body)).toContain('仕分けていない書類があります');
    // Nor does anybody get round the verb: the database asks as well.
    const { reception } = office.accounts;
    const past = office.sql.begin(async (trx) => {
      await trx`select set_config('grant.event', 'register', true), set_config('grant.duty', 'reception', true),
                       set_config('grant.actor', ${reception?.id ?? ''}, true)`;
      await trx`update applications set state = 'submitted', version = version + 1, submitted_at = now(),
                       employer_name = '株式会社すきま', employer_phone = '0286000001' where id = ${first.id}`;
    });
    await expect(past).rejects.toThrow(/papers_unsorted/u);
    const kept = await stage.cast.by('reception').call('scan.show', { id: scan.id });
    expect(kept.parts.find(({ caseId }) => caseId === first.id)?.state).toBe('received');
    expect(kept).toMatchObject({ state: 'split', parts });
    expect(refusalCode(await split(scan, parts))).toBe('STALE_VERSION');
  });

  it('sorts an envelope into papers by page; the envelope stays on file beside them', async () => {
    const [whole] = await papersOf(first.id);
    const sort = (runs: readonly object[]) =>
      stage
        .client('reception')
        .post(`/grants/applications/${first.id}/attachments/${whole?.id ?? ''}/sort`, { runs });
    expect(refusalCode(await sort([{ from: 1, to: 2, paper: 'passbook' }]))).toBe('PAGES_UNASSIGNED');
    expect(refusalCode(await sort([{ from: 1, to: 3, paper: null }]))).toBe('GUARD_FAILED');
    const runs = [
      { from: 1, to: 1, paper: null },
      { from: 2, to: 2, paper: 'passbook' },
      { from: 3, to: 3, paper: 'registry' },
    ];
    expect((await sort(runs)).status).toBe(200);
    const papers = await papersOf(first.id);
    expect(papers.map(({ paper, pages, unsorted }) => ({ paper, pages, unsorted }))).toEqual([
      { paper: 'passbook', pages: 1, unsorted: false },
      { paper: 'registry', pages: 1, unsorted: false },
    ]);
    expect(refusalCode(await sort(runs))).toBe('GUARD_FAILED');
    const [old] = await office.sql`select status from attachments where id = ${whole?.id ?? ''}`;
    expect(old).toEqual({ status: 'replaced' });
  });

  it('takes no sign of the office’s own scanner for one of the applicant', async () => {
    const desk = stage.cast.by('reception');
    const { id } = first;
    await desk.call('application.save', { id, revision: 0, answers: answersSchema.parse(stage.answers()) });
    await desk.call('case.register', { id, version: 0, revision: 1 });
    const traits = () => office.sql`
      select t.made_on, t.changed_on, t.author, t.producer
        from paper_traits t join attachments a on a.id = t.attachment where a.application = ${id}`;
    await expect.poll(async () => (await traits()).length, { timeout: 120_000 }).toBe(2);
    for (const row of await traits())
      expect(row).toEqual({ made_on: null, changed_on: null, author: null, producer: null });
    const { signals } = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(signals.map(({ code }) => code)).not.toContain('paper_after_filing');
  });

  it('keeps the file as it was read: past no door can it be changed, exchanged or lost', async () => {
    const [row] = await office.sql<{ file: string }[]>`select file from scans where id = ${scan.id}`;
    const file = row?.file ?? '';
    expect((await office.admin.delete(`/files/${file}`)).status).not.toBe(204);
    expect((await office.admin.fetch(`/assets/${file}`)).status).not.toBe(200);
    expect(refusalCode(await office.admin.patch(`/items/scans/${scan.id}`, { state: 'waiting' }))).toBe(
      'GUARD_FAILED',
    );
    await expect(office.sql`update scans set state = 'waiting'`.execute()).rejects.toThrow(/append_only/u);
    await expect(office.sql`delete from scans`.execute()).rejects.toThrow(/append_only/u);
    const check = await stage.cast.by('manager').call('papers.check', {});
    expect(check).toMatchObject({ missing: 0, changed: 0, erased: 0 });
  });
});

describe('他の案件に紛れた書類', () => {
  it('is shown to no applicant, by no door: neither while it waits to be sorted nor once it is taken out', async () => {
    const walk = await stage.submitted();
    await journey.correctionRequested(stage.cast, walk);
    const shown = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    const { receiptNumber, attachments } = await shown();
    const own = attachments.map(({ id }) => id).toSorted();
    const envelope = await upload(scannedPdf([receiptNumber, null]), '別の会社の封筒.pdf');
    expect((await split(envelope, [{ from: 1, to: 2, receiptNumber }])).status).toBe(200);
    const strange = (await papersOf(walk.id)).find(({ unsorted }) => unsorted)?.id ?? '';
    const applicant = stage.client('applicant');
    const path = `/grants/applications/${walk.id}/attachments/${strange}`;
    const [row] = await office.sql<{ file: string }[]>`select file from attachments where id = ${strange}`;
    const query = `query { attachments (filter: { id: { _eq: "${strange}" } }) { id original_name } }`;
    const hidden = async () => {
      expect((await shown()).attachments.map(({ id }) => id).toSorted()).toEqual(own);
      const items = await applicant.get(`/items/attachments?filter[application][_eq]=${walk.id}&fields=id`);
      expect(JSON.stringify(items.body)).not.toContain(strange);
      expect(JSON.stringify(items.body)).toContain(own[0]);
      expect((await applicant.get(`/items/attachments/${strange}`)).status).toBe(403);
      const graph = await applicant.post('/graphql', { query });
      expect(graph.body).toEqual({ data: { attachments: [] } });
      expect(refusalCode(await applicant.get(`${path}/file`))).toBe('NOT_FOUND');
      expect(refusalCode(await applicant.get(`${path}/pages/1?width=160`))).toBe('NOT_FOUND');
      expect((await applicant.fetch(`/assets/${row?.file ?? ''}`)).status).toBeGreaterThanOrEqual(400);
      expect((await applicant.get(`/files/${row?.file ?? ''}`)).status).toBe(403);
    };
    await hidden();
    expect((await applicant.post(`${path}/remove`, {})).status).toBe(404);
    const reception = stage.client('reception');
    expect((await reception.fetch(`${path}/file`)).status).toBe(200);
    expect((await reception.post(`${path}/remove`, { reason: '別の会社の書類' })).status).toBe(200);
    await hidden();
    expect((await reception.fetch(`${path}/file`)).status).toBe(200);
    const [kept] = await office.sql`select status from attachments where id = ${strange}`;
    expect(kept).toEqual({ status: 'removed' });
  });

  it('leaves a case that a new account is awaited for before it is entered; what was decided on stays', async () => {
    const walk = await stage.submitted();
    const shown = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    const { receiptNumber, attachments: own } = await shown();
    await office.sql.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update applications set state = 'account_correction', state_since = (
        select max(uploaded_at) + interval '1 ms' from attachments where application = ${walk.id}) where id = ${walk.id}`;
    });
    const path = (id: string) => `/grants/applications/${walk.id}/attachments/${id}`;
    const desk = stage.client('reception');
    const takeOut = (id: string) => desk.post(`${path(id)}/remove`, { reason: '別の会社の通帳' });
    const came = async (name: string): Promise<string> => {
      const envelope = await upload(scannedPdf([receiptNumber, null], name), name);
      expect((await split(envelope, [{ from: 1, to: 2, receiptNumber }])).status).toBe(200);
      return (await papersOf(walk.id)).find(({ unsorted }) => unsorted)?.id ?? '';
    };
    const whole = await came('通帳の封筒.pdf');
    expect((await takeOut(whole)).status).toBe(200);
    const second = await came('二つ目の封筒.pdf');
    const runs = [
      { from: 1, to: 1, paper: null },
      { from: 2, to: 2, paper: 'passbook' },
    ];
    expect((await desk.post(`${path(second)}/sort`, { runs })).status).toBe(200);
    const ownIds = own.map(({ id }) => id);
    const page = (await shown()).attachments.find(({ id }) => !ownIds.includes(id))?.id ?? '';
    const applicant = stage.client('applicant');
    expect((await applicant.fetch(`${path(page)}/file`)).status).toBe(200);
    expect(refusalCode(await applicant.post(`${path(page)}/remove`, {}))).toBe('GUARD_FAILED');
    expect((await takeOut(page)).status).toBe(200);
    expect(refusalCode(await applicant.get(`${path(page)}/file`))).toBe('NOT_FOUND');
    expect((await shown()).attachments.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
    const passbook = own.find(({ paper }) => paper === 'passbook')?.id ?? '';
    expect(refusalCode(await takeOut(passbook))).toBe('GUARD_FAILED');
    const past = office.sql`update attachments set status = 'removed' where id = ${passbook}`.execute();
    await expect(past).rejects.toThrow(/content_locked/u);
  });
});
