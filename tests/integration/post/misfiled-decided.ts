/** 誤って綴じた書類 after the decision: a stranger's pages are shown to nobody for ever, and what was decided and paid stays as it is. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import type { Stage } from '../cases/cast.ts';
import { type Envelopes, runsOf } from './envelopes.ts';

type By = Parameters<Envelopes['act']>[0];

/** A stranger's envelope that lies sorted in the case, and the finding that was marked by its page. */
interface Misfiled {
  readonly walk: journey.Walk;
  readonly envelope: string;
  readonly page: string;
  readonly finding: string;
}

/** @param at the office with its people, and its desk for envelopes */
export function misfiledAfterDecision(
  at: () => { readonly office: Office; readonly stage: Stage; readonly desk: Envelopes },
): void {
  const reason = '別の会社の封筒だった。';
  const unbind = (by: By, { walk, envelope }: Misfiled, right: object = { receiptNumber: null }) =>
    at().desk.act(by, walk, 'unbind-papers', {
      reason,
      originals: '正しい案件の綴り',
      ...right,
      attachmentId: envelope,
    });
  const path = ({ walk, page }: Misfiled) => `/grants/applications/${walk.id}/attachments/${page}`;
  const open = (one: Misfiled) =>
    at()
      .stage.client('applicant')
      .fetch(`${path(one)}/file`);

  async function misfiled(name: string): Promise<Misfiled> {
    const { stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const envelope = await desk.come(walk, name);
    expect((await desk.sort(walk, envelope)).status).toBe(200);
    expect((await desk.act('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    const { attachments, judgement } = await desk.seen(walk);
    const page = attachments.find((one) => one.envelope === envelope)?.id ?? '';
    const finding = judgement?.findings.find(({ verdict }) => verdict === 'passed');
    await stage.cast.by('reviewer').call('finding.mark', {
      id: finding?.id ?? '',
      mark: 'ok',
      note: '頁を確かめた。',
      markVersion: finding?.markVersion ?? 0,
      evidence: { attachmentId: page, page: 1 },
    });
    return { walk, envelope, page, finding: finding?.id ?? '' };
  }

  /** What was decided and is paid, and what was marked: all that must stay. */
  async function kept({ walk, finding }: Misfiled) {
    const { sql } = at().office;
    const seen = await at().desk.seen(walk);
    return {
      state: seen.case.state,
      decisions: [...(await sql`select kind, amount, status from decisions where application = ${walk.id}`)],
      payments: [...(await sql`select amount, state from payments where application = ${walk.id}`)],
      owed: [...(await sql`select amount, status from obligations where application = ${walk.id}`)],
      mark: seen.judgement?.findings.find(({ id }) => id === finding),
    };
  }

  /** Gone from the applicant by every door, kept for the office, and said in the history; nothing else has changed. */
  async function expectGone(one: Misfiled, before: Awaited<ReturnType<typeof kept>>): Promise<void> {
    const { office, stage, desk } = at();
    const applicant = stage.client('applicant');
    const after = await desk.seen(one.walk);
    expect(await kept(one)).toEqual(before);
    expect(before.mark).toMatchObject({ mark: 'ok', evidence: { attachmentId: one.page, page: 1 } });
    const gone = after.attachments.filter(({ id }) => id === one.page || id === one.envelope);
    expect(gone.map(({ status, misfiled: taken }) => [status, taken])).toEqual([
      ['removed', true],
      ['removed', true],
    ]);
    expect((await stage.client('reviewer').fetch(`${path(one)}/pages/1?width=160`)).status).toBe(200);
    expect((await stage.client('reviewer').fetch(`${path(one)}/file`)).status).toBe(200);
    const own = await stage.cast.by('applicant').call('application.show', { id: one.walk.id });
    expect(JSON.stringify(own)).not.toContain(one.page);
    expect(JSON.stringify(own)).not.toContain(one.envelope);
    expect(own.timeline.map(({ event }) => event)).not.toContain('unbind_papers');
    const files = await office.sql<{ id: string; file: string }[]>`
      select id, file from attachments where id in ${office.sql([one.page, one.envelope])}`;
    for (const { id, file } of files) {
      const address = `/grants/applications/${one.walk.id}/attachments/${id}`;
      expect(refusalCode(await applicant.get(`${address}/file`))).toBe('NOT_FOUND');
      expect(refusalCode(await applicant.get(`${address}/pages/1?width=160`))).toBe('NOT_FOUND');
      expect((await applicant.get(`/items/attachments/${id}`)).status).toBe(403);
      expect((await applicant.fetch(`/assets/${file}`)).status).toBeGreaterThanOrEqual(400);
      expect((await applicant.get(`/files/${file}`)).status).toBe(403);
    }
    expect(after.timeline.at(-1)).toMatchObject({ event: 'unbind_papers', reason });
    const { originals } = await stage.cast.by('reception').call('custody.list', { id: one.walk.id });
    expect(originals.map(({ what }) => what).join()).toContain('誤って綴じた書類');
  }

  const queued = async (by: 'approver' | 'manager', { walk }: Misfiled) =>
    (await at().stage.cast.by(by).call('queue.list', { queue: 'lost_papers' })).lines.some(
      ({ id }) => id === walk.id,
    );
  async function look(by: By, { walk }: Misfiled, more: object = {}) {
    const { late } = await at().desk.seen(walk, by);
    const papers = late.papers.map(({ id, seen }) => ({ id, seen }));
    return at().desk.act(by, walk, 'look-at-late', {
      bars: [],
      awards: [],
      papers,
      reason: '残った書類だけで要件を満たす。',
      ...more,
    });
  }

  it('leave a case in a batch by the manager, whose payment waits until another person has looked', async () => {
    const { office, stage, desk } = at();
    const one = await misfiled('支払処理中に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, one.walk);
    await journey.notified(stage.cast, one.walk);
    const batch = await journey.confirmedBatch(stage.cast, [one.walk]);
    expect((await open(one)).status).toBe(200);
    const before = await kept(one);
    expect(before).toMatchObject({ state: 'in_batch', payments: [{ state: 'prepared' }] });
    for (const by of ['reception', 'reviewer', 'approver', 'clerk'] as const)
      expect(refusalCode(await unbind(by, one))).toBe('FORBIDDEN');
    expect((await unbind('manager', one)).status).toBe(200);
    await expectGone(one, before);

    // Nobody knew whose it was: it is sorted once more, and no number is proposed.
    const { scans } = await stage.cast.by('reception').call('scan.list', {});
    const back = scans.find(
      ({ originalName, state }) => originalName.includes('支払処理中に気付いた封筒') && state === 'waiting',
    );
    const shown = await stage.cast.by('reception').call('scan.show', { id: back?.id ?? '' });
    expect(shown.parts).toMatchObject([{ receiptNumber: null }]);
    const right = await stage.submitted();
    const { receiptNumber } = (await desk.seen(right)).case;
    const parts = [{ from: 1, to: shown.pages, receiptNumber, caseId: right.id }];
    await stage.cast.by('reception').call('scan.split', { id: shown.id, envelopes: 1, parts });
    const [came] = (await desk.seen(right)).attachments.filter(({ unsorted }) => unsorted);
    expect((await desk.sort(right, came?.id ?? '')).status).toBe(200);

    const { version, count, total } = await stage.cast.by('clerk').call('batch.show', { id: batch });
    const seal = () =>
      stage
        .client('clerk')
        .post(`/grants/batches/${batch}/seal`, { version, count, total: total ?? 0, repeated: 0 });
    const held = await seal();
    expect(JSON.stringify(held.body)).toContain('別の申請の書類であったため外した書類があります');
    const { late } = await desk.seen(one.walk, 'manager');
    expect(late).toMatchObject({ doubt: 'papers', owed: true, mayLook: false });
    expect(late.papers).toMatchObject([{ id: one.envelope, reason }]);
    expect([await queued('manager', one), await queued('approver', one)]).toEqual([true, true]);
    expect(refusalCode(await look('manager', one))).toBe('SAME_PERSON');
    expect(refusalCode(await look('approver', one, { papers: [] }))).toBe('STALE_VERSION');
    expect(refusalCode(await look('clerk', one))).toBe('FORBIDDEN');
    expect((await desk.seen(one.walk, 'approver')).late.mayLook).toBe(true);
    expect((await look('approver', one)).status).toBe(200);
    expect((await desk.seen(one.walk)).late).toMatchObject({
      doubt: null,
      papers: [],
      looks: [{ of: 'papers', name: expect.stringContaining('支払処理中に気付いた封筒') as string }],
    });
    expect(await queued('manager', one)).toBe(false);
    expect((await seal()).status).toBe(200);
    expect([...(await office.sql`select lost from late_looks where application = ${one.walk.id}`)]).toEqual([
      { lost: one.envelope },
    ]);
  });

  it('leave a case that is paid, and go to the right one at once, by nobody who decided it', async () => {
    const { office, stage, desk } = at();
    const one = await misfiled('支払の後に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, one.walk);
    await journey.notified(stage.cast, one.walk);
    await journey.settled(stage.cast, await journey.inBatch(stage.cast, [one.walk]), [one.walk], []);
    const before = await kept(one);
    expect(before).toMatchObject({ state: 'paid', payments: [{ state: 'paid' }] });
    // By no door of the database either: not by the desk, not by the one who decided, and no paper beside the envelope.
    const [own] = (await desk.seen(one.walk)).attachments.filter(
      ({ envelope, unsorted }) => envelope === null && !unsorted,
    );
    const version = await stage.version(one.walk);
    const bySql = (duty: string, who: By, papers: readonly string[], facts: object = {}) =>
      office.sql.begin(async (trx) => {
        const all = { envelope: one.envelope, papers, judgement: 2, movedTo: null, ...facts };
        await trx`select set_config('grant.event', 'unbind_papers', true), set_config('grant.duty', ${duty}, true),
                         set_config('grant.actor', ${office.accounts[who]?.id ?? ''}, true),
                         set_config('grant.reason', ${reason}, true), set_config('grant.facts', ${JSON.stringify(all)}, true)`;
        await trx`update attachments set status = 'removed' where id in ${trx(papers)}`;
        await trx`update applications set version = version + 1 where id = ${one.walk.id}`;
      });
    const all = [one.page, one.envelope];
    await expect(bySql('reception', 'reception', all)).rejects.toThrow(/forbidden_duty/u);
    await expect(bySql('manager', 'reception', all)).rejects.toThrow(/forbidden_duty/u);
    await expect(bySql('manager', 'manager', [own?.id ?? ''])).rejects.toThrow(/content_locked/u);
    // Neither the custody of the originals nor the pages themselves are forgotten.
    await expect(bySql('manager', 'manager', all)).rejects.toThrow(/unbind_papers/u);
    const restored = office.sql.begin(async (trx) => {
      await trx`select set_config('grant.event', 'sort_again', true), set_config('grant.duty', 'reception', true),
                       set_config('grant.actor', ${office.accounts.reception?.id ?? ''}, true),
                       set_config('grant.facts', ${JSON.stringify({ envelope: one.envelope })}, true)`;
      await trx`update attachments set status = 'removed' where id = ${one.page}`;
    });
    await expect(restored).rejects.toThrow(/illegal_transition/u);
    expect(await stage.version(one.walk)).toBe(version);

    const right = await stage.submitted();
    const { receiptNumber } = (await desk.seen(right)).case;
    expect((await unbind('manager', one, { receiptNumber, caseId: right.id })).status).toBe(200);
    await expectGone(one, before);
    expect((await desk.seen(right)).attachments.at(-1)).toMatchObject({ unsorted: true, late: true });
    const { late } = await desk.seen(one.walk, 'approver');
    expect(late).toMatchObject({ doubt: 'papers', owed: false, mayLook: true });
    expect(await queued('approver', one)).toBe(true);
    expect((await look('approver', one)).status).toBe(200);
    expect(await queued('approver', one)).toBe(false);
  });

  it('leave a refused case, one that a failed transfer holds, and one that is cancelled or withdrawn', async () => {
    const { stage, desk } = at();
    const refused = await misfiled('不支給の後に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, refused.walk, 'refuse');
    const ground = { requirement: 'other', text: '要件を満たさない。' };
    const { judgement } = await desk.seen(refused.walk);
    const rule = judgement?.findings[0]?.rule ?? '';
    expect(
      (await desk.act('approver', refused.walk, 'refuse', { reasons: [{ ...ground, requirement: rule }] }))
        .status,
    ).toBe(200);
    const failed = await misfiled('振込不能の後に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, failed.walk);
    await journey.notified(stage.cast, failed.walk);
    await journey.settled(
      stage.cast,
      await journey.inBatch(stage.cast, [failed.walk]),
      [failed.walk],
      [failed.walk],
    );
    const over = await misfiled('取消しの後に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, over.walk);
    const amount = (await desk.seen(over.walk)).judgement?.amount?.total ?? 0;
    expect((await desk.act('approver', over.walk, 'grant', { amount })).status).toBe(200);
    await journey.cancelled(stage.cast, over.walk);
    const gone = await misfiled('取下げの後に気付いた封筒.pdf');
    await journey.withdrawn(stage.cast, gone.walk);
    for (const [one, state, by] of [
      [refused, 'refused', 'manager'],
      [failed, 'account_correction', 'manager'],
      [over, 'cancelled', 'manager'],
      [gone, 'withdrawn', 'reception'],
    ] as const) {
      expect((await open(one)).status).toBe(200);
      const before = await kept(one);
      expect(before.state).toBe(state);
      expect((await unbind(by, one)).status).toBe(200);
      // Nothing was decided by what a withdrawn case loses: a mark by it is open again.
      if (state === 'withdrawn') expect((await kept(one)).mark).toMatchObject({ mark: null, evidence: null });
      else await expectGone(one, before);
      expect((await open(one)).status).toBe(404);
      // No decision rests on what these two cases lost.
      expect(await queued('manager', one)).toBe(state !== 'withdrawn' && state !== 'cancelled');
    }
  });

  it('leave a decided case that is suspended by the manager too; what was never sorted holds nothing back', async () => {
    const { stage, desk } = at();
    const one = await misfiled('保留の間に気付いた封筒.pdf');
    await journey.reviewed(stage.cast, one.walk);
    const amount = (await desk.seen(one.walk)).judgement?.amount?.total ?? 0;
    expect((await desk.act('approver', one.walk, 'grant', { amount })).status).toBe(200);
    expect((await desk.act('reviewer', one.walk, 'suspend', { kind: 'other', reason })).status).toBe(200);
    const late = await desk.come(one.walk, '決定の後の封筒.pdf');
    expect((await unbind('manager', { ...one, envelope: late })).status).toBe(200);
    expect((await desk.seen(one.walk)).late.doubt).toBeNull();
    const before = await kept(one);
    for (const by of ['reception', 'reviewer'] as const)
      expect(refusalCode(await unbind(by, one))).toBe('FORBIDDEN');
    expect((await unbind('manager', one)).status).toBe(200);
    await expectGone(one, before);
    // What was decided on is not sorted again in its place.
    const again = { attachmentId: one.envelope, runs: runsOf(['attendance']) };
    expect(refusalCode(await desk.act('reception', one.walk, 'sort-again', again))).toBe('GUARD_FAILED');
    // A decision that is made anew knows what is missing.
    expect(await queued('manager', one)).toBe(true);
  });
}
