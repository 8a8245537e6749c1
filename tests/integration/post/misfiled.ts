/** 誤って綴じた書類: an envelope that lies in the wrong case leaves it, and is read by nobody there. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import type { Stage } from '../cases/cast.ts';
import type { Envelopes } from './envelopes.ts';

/** @param at the office with its people, and its desk for envelopes */
export function misfiledPapers(
  at: () => { readonly office: Office; readonly stage: Stage; readonly desk: Envelopes },
): void {
  const unbind = (by: 'reception' | 'reviewer' | 'approver', walk: journey.Walk, input: object) =>
    at().desk.act(by, walk, 'unbind-papers', {
      reason: '別の会社の封筒だった。',
      originals: '正しい案件の綴り',
      receiptNumber: null,
      ...input,
    });
  const anew = (walk: journey.Walk) => at().desk.act('reviewer', walk, 'judge-anew', {});
  const numberOf = async (walk: journey.Walk) => (await at().desk.seen(walk)).case.receiptNumber;

  it('leave the case with all that was sorted out of them, go to the right one, and are read by no door', async () => {
    const { office, stage, desk } = at();
    const [wrong, right] = [await stage.submitted(), await stage.submitted()];
    await journey.inReview(stage.cast, wrong);
    const before = (await desk.seen(wrong)).attachments.map(({ id }) => id);
    const envelope = await desk.come(wrong, '別の会社の封筒.pdf');
    expect((await desk.sort(wrong, envelope)).status).toBe(200);
    expect((await anew(wrong)).status).toBe(200);
    const judged = await desk.seen(wrong);
    const page = judged.attachments.find((one) => one.envelope === envelope);
    const [finding, other] = judged.judgement?.findings ?? [];
    for (const [one, evidence] of [
      [finding, { attachmentId: page?.id ?? '', page: 1 }],
      [other, { attachmentId: before[0] ?? '', page: 1 }],
    ] as const)
      await stage.cast.by('reviewer').call('finding.mark', {
        id: one?.id ?? '',
        mark: 'ok',
        note: '頁を確かめた。',
        markVersion: one?.markVersion ?? 0,
        evidence,
      });
    // Sorted, they were shown to the applicant of the wrong case.
    const applicant = stage.client('applicant');
    const path = (id: string) => `/grants/applications/${wrong.id}/attachments/${id}`;
    expect((await applicant.fetch(`${path(page?.id ?? '')}/file`)).status).toBe(200);

    const receiptNumber = await numberOf(right);
    expect(
      (await unbind('reception', wrong, { attachmentId: page?.id ?? '', receiptNumber, caseId: right.id }))
        .status,
    ).toBe(200);
    const after = await desk.seen(wrong);
    const gone = after.attachments.filter(({ id }) => !before.includes(id));
    expect(gone.map(({ id, status }) => [id, status]).toSorted()).toEqual(
      [envelope, page?.id].map((id) => [id, 'removed']).toSorted(),
    );
    expect(after.timeline.at(-1)).toMatchObject({
      event: 'unbind_papers',
      reason: '別の会社の封筒だった。',
      detail: `外した書類 2件　受付番号 ${receiptNumber ?? ''} の案件に綴じた`,
    });
    const custody = await stage.cast.by('reception').call('custody.list', { id: wrong.id });
    expect(custody.originals).toMatchObject([
      {
        what: expect.stringContaining('誤って綴じた書類') as string,
        entries: [{ place: '正しい案件の綴り' }],
      },
    ]);
    const marks = (await desk.seen(wrong)).judgement?.findings.filter(({ id }) =>
      [finding?.id, other?.id].includes(id),
    );
    expect(marks?.map(({ mark, evidence }) => [mark, evidence?.attachmentId ?? null]).toSorted()).toEqual(
      [
        [null, null],
        ['ok', before[0]],
      ].toSorted(),
    );
    // The judgement had been made by them: it is made anew without them.
    expect(after.papersNewer).toBe(true);
    expect((await anew(wrong)).status).toBe(200);
    expect((await desk.seen(wrong)).papersNewer).toBe(false);
    // Nor does a mark of the new judgement rest on a page that left: it may still be leafed through.
    const [fresh] = (await desk.seen(wrong)).judgement?.findings ?? [];
    const evidence = { attachmentId: page?.id ?? '', page: 1 };
    const mark = { mark: 'ok', note: '頁を確かめた。', markVersion: fresh?.markVersion ?? 0, evidence };
    const tried = await stage.client('reviewer').post(`/grants/findings/${fresh?.id ?? ''}/mark`, mark);
    expect(refusalCode(tried)).toBe('NOT_FOUND');

    const files = await office.sql<{ id: string; file: string }[]>`
      select id, file from attachments where id in ${office.sql(gone.map(({ id }) => id))}`;
    const own = await stage.cast.by('applicant').call('application.show', { id: wrong.id });
    expect(own.attachments.map(({ id }) => id).toSorted()).toEqual(before.toSorted());
    expect(own.timeline.map(({ event }) => event)).not.toContain('unbind_papers');
    const items = await applicant.get(`/items/attachments?filter[application][_eq]=${wrong.id}&fields=id`);
    for (const { id, file } of files) {
      expect(JSON.stringify(items.body)).not.toContain(id);
      expect((await applicant.get(`/items/attachments/${id}`)).status).toBe(403);
      expect(refusalCode(await applicant.get(`${path(id)}/file`))).toBe('NOT_FOUND');
      expect(refusalCode(await applicant.get(`${path(id)}/pages/1?width=160`))).toBe('NOT_FOUND');
      expect((await applicant.fetch(`/assets/${file}`)).status).toBeGreaterThanOrEqual(400);
      expect((await applicant.get(`/files/${file}`)).status).toBe(403);
    }

    const theirs = await desk.seen(right);
    const [came] = theirs.attachments.filter(({ unsorted }) => unsorted);
    expect(came).toMatchObject({ status: 'received', late: true });
    expect(came?.sha256).toBe(gone.find(({ id }) => id === envelope)?.sha256);
    // Both cases hold the same bytes, of which only one counts.
    await journey.inReview(stage.cast, right);
    expect((await desk.sort(right, came?.id ?? '')).status).toBe(200);
    expect((await anew(right)).status).toBe(200);
    for (const one of [wrong, right]) {
      const { duplicates, signals } = await desk.seen(one);
      expect(duplicates).toEqual([]);
      expect(signals.map(({ code }) => code)).not.toContain('same_file');
    }
  });

  it('keep nothing back that was never judged by them: a reviewer hands them on, and the decision is made', async () => {
    const { stage, desk } = at();
    const [wrong, right] = [await stage.submitted(), await stage.submitted()];
    await journey.recommended(stage.cast, wrong);
    const amount = (await desk.seen(wrong)).judgement?.amount?.total ?? 0;
    const attachmentId = await desk.come(wrong, '上申の後の封筒.pdf');
    expect(refusalCode(await desk.act('approver', wrong, 'grant', { amount }))).toBe('GUARD_FAILED');
    const receiptNumber = await numberOf(right);
    expect((await unbind('approver', wrong, { attachmentId })).status).toBe(403);
    expect(refusalCode(await unbind('reviewer', wrong, { attachmentId, receiptNumber: 'R8-777777-7' }))).toBe(
      'COVER_SHEET_UNKNOWN',
    );
    const itself = await numberOf(wrong);
    expect(refusalCode(await unbind('reviewer', wrong, { attachmentId, receiptNumber: itself }))).toBe(
      'GUARD_FAILED',
    );
    // Another's number is as valid: whose it is has to be seen first.
    for (const caseId of [null, wrong.id])
      expect(refusalCode(await unbind('reviewer', wrong, { attachmentId, receiptNumber, caseId }))).toBe(
        'CASE_UNSEEN',
      );
    const caseId = right.id;
    expect((await unbind('reviewer', wrong, { attachmentId, receiptNumber, caseId })).status).toBe(200);
    expect(refusalCode(await unbind('reviewer', wrong, { attachmentId }))).toBe('GUARD_FAILED');
    expect((await desk.seen(right)).attachments.at(-1)).toMatchObject({ unsorted: true, late: true });
    expect((await desk.seen(wrong)).papersNewer).toBe(false);
    expect((await desk.act('approver', wrong, 'grant', { amount })).status).toBe(200);
  });

  it('leave also where the case was registered with them, and what it lacks is found', async () => {
    const { stage, desk } = at();
    const walk = await journey.received(stage.cast, 971, stage.answers());
    const envelope = await desk.come(walk, '申請の封筒に混ざった頁.pdf', 2);
    expect((await desk.sort(walk, envelope, ['wages', 'attendance'])).status).toBe(200);
    const { version, revision } = await stage.cast.by('reception').call('application.show', { id: walk.id });
    await stage.cast.by('reception').call('case.register', { id: walk.id, version, revision });
    await journey.inReview(stage.cast, walk);
    const lacking = async () =>
      (await desk.seen(walk)).judgement?.findings.filter(({ found }) =>
        found.includes('郵送された書類の中に'),
      ).length ?? 0;
    const before = await lacking();
    expect((await unbind('reception', walk, { attachmentId: envelope })).status).toBe(200);
    const after = await desk.seen(walk);
    expect(after.papersNewer).toBe(true);
    expect(after.attachments.filter(({ status }) => status !== 'removed')).toEqual([]);
    expect((await anew(walk)).status).toBe(200);
    expect(await lacking()).toBe(before + 2);
  });

  it('give back what their pages had taken the place of', async () => {
    const { stage, desk } = at();
    const walk = await stage.submitted();
    await journey.correctionRequested(stage.cast, walk);
    const own = (await desk.seen(walk)).attachments.find(({ paper }) => paper === 'attendance')?.id ?? '';
    const envelope = await desk.come(walk, '回答と思われた封筒.pdf', 2);
    expect((await desk.sort(walk, envelope, ['attendance', 'wages'])).status).toBe(200);
    const [page] = (await desk.seen(walk)).attachments.filter(
      (one) => one.envelope === envelope && one.paper === 'attendance',
    );
    const reception = stage.cast.by('reception');
    const { correction, version } = await reception.call('application.show', { id: walk.id });
    const answers = Object.fromEntries(
      (correction?.items ?? []).map(({ id, targetKind }) => [
        id,
        targetKind === 'paper' ? (page?.id ?? '') : '27',
      ]),
    );
    await reception.call('correction.answer', {
      id: walk.id,
      version,
      answers,
      replaces: [own],
      arrivedOn: stage.cast.today,
    });
    const status = async () => (await desk.seen(walk)).attachments.find(({ id }) => id === own)?.status;
    expect(await status()).toBe('replaced');
    expect((await unbind('reviewer', walk, { attachmentId: envelope })).status).toBe(200);
    expect(await status()).toBe('received');
    const after = await desk.seen(walk);
    expect(after.papersNewer).toBe(true);
    expect(after.timeline.at(-1)?.detail).toBe(
      '外した書類 3件　差替え前に戻した書類 1件　読み取った書類の振り分けに戻した',
    );
  });

  it('are each an original of its own in the custody log, whatever became of another of that name', async () => {
    const { stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    // What the log names of them is one and the same.
    const name = 'a'.repeat(80);
    const custody = async () =>
      (await stage.cast.by('reception').call('custody.list', { id: walk.id })).originals.map(
        ({ what }) => what,
      );
    for (const nth of [1, 2, 3]) {
      const attachmentId = await desk.come(walk, `${name}${String(nth)}.pdf`);
      expect((await unbind('reception', walk, { attachmentId })).status).toBe(200);
      const [what = ''] = (await custody()).filter((one) => nth === 1 || one.includes(`その${String(nth)}`));
      const returned = { what, action: 'returned', place: '欅 太郎' };
      expect((await stage.client('reception').post(`/grants/custody/${walk.id}`, returned)).status).toBe(200);
    }
    expect(await custody()).toHaveLength(3);
  });

  it('are none of the papers that the applicant sent, and leave by the event alone', async () => {
    const { office, stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const [own] = (await desk.seen(walk)).attachments;
    const attachmentId = await desk.come(walk, '保留の前の封筒.pdf');
    expect(refusalCode(await unbind('reception', walk, { attachmentId: own?.id ?? '' }))).toBe(
      'GUARD_FAILED',
    );
    const version = await stage.version(walk);
    const act = (
      event: string,
      duty: 'reception' | 'reviewer',
      envelope: string,
      papers: readonly string[],
      facts = {},
    ) =>
      office.sql.begin(async (trx) => {
        const all = { envelope, papers, judgement: 1, step: 'filed', ...facts };
        await trx`select set_config('grant.event', ${event}, true), set_config('grant.duty', ${duty}, true),
                         set_config('grant.actor', ${office.accounts[duty]?.id ?? ''}, true),
                         set_config('grant.reason', '別の案件', true), set_config('grant.facts', ${JSON.stringify(all)}, true)`;
        if (event === 'unbind_papers')
          await trx`update attachments set status = 'removed' where id in ${trx(papers)}`;
        await trx`update applications set version = version + 1 where id = ${walk.id}`;
      });
    // Without the custody log; a paper beside the envelope; a paper of the applicant's own.
    await expect(act('unbind_papers', 'reception', attachmentId, [attachmentId])).rejects.toThrow(
      /unbind_papers/u,
    );
    await expect(act('unbind_papers', 'reception', attachmentId, [own?.id ?? ''])).rejects.toThrow(
      /content_locked/u,
    );
    await expect(act('unbind_papers', 'reception', own?.id ?? '', [own?.id ?? ''])).rejects.toThrow(
      /unbind_papers/u,
    );
    // A reviewer binds nothing in of his own accord.
    await expect(act('add_papers', 'reviewer', '', [own?.id ?? ''])).rejects.toThrow(/forbidden_duty/u);
    expect(await stage.version(walk)).toBe(version);
  });
}
