/** 仕分け直し: pages of an envelope that were given the wrong kind are sorted again, until the decision. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import type { Stage } from '../cases/cast.ts';
import { runsOf, type Envelopes } from './envelopes.ts';

/** @param at the office with its people, and its desk for envelopes */
export function sortedAgain(
  at: () => { readonly office: Office; readonly stage: Stage; readonly desk: Envelopes },
): void {
  const again = (
    by: 'reception' | 'reviewer',
    walk: journey.Walk,
    attachmentId: string,
    runs: readonly object[],
  ) => at().desk.act(by, walk, 'sort-again', { attachmentId, runs });

  it('keeps who sorted and what stood before; what a page was marked by is open again where its paper changed', async () => {
    const { office, stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const envelope = await desk.come(walk, '取り違えた封筒.pdf', 3);
    expect(refusalCode(await again('reception', walk, envelope, runsOf(['wages', 'wages', 'wages'])))).toBe(
      'GUARD_FAILED',
    );
    expect((await desk.sort(walk, envelope, ['wages', 'attendance', 'registry'])).status).toBe(200);
    expect((await desk.act('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    const sorted = async () =>
      (await desk.seen(walk)).attachments
        .filter((one) => one.envelope === envelope && one.status === 'received')
        .toSorted((a, b) => (a.envelopePage ?? 0) - (b.envelopePage ?? 0));
    const papers = await sorted();
    const [finding, other] = (await desk.seen(walk)).judgement?.findings ?? [];
    for (const [one, paper] of [
      [finding, papers[0]],
      [other, papers[1]],
    ] as const)
      await stage.cast.by('reviewer').call('finding.mark', {
        id: one?.id ?? '',
        mark: 'ok',
        note: '頁を確かめた。',
        markVersion: one?.markVersion ?? 0,
        evidence: { attachmentId: paper?.id ?? '', page: 1 },
      });

    expect(
      refusalCode(await again('reception', walk, envelope, runsOf(['wages', 'attendance', 'registry']))),
    ).toBe('GUARD_FAILED');
    expect((await again('reviewer', walk, envelope, runsOf(['wages', 'wages', 'registry']))).status).toBe(
      403,
    );
    const right = [...runsOf(['wages']), { from: 3, to: 4, paper: 'registry' }];
    expect((await again('reception', walk, envelope, right)).status).toBe(200);
    const now = await sorted();
    expect(now.map(({ paper, pages, envelopePage, late }) => ({ paper, pages, envelopePage, late }))).toEqual(
      [
        { paper: 'wages', pages: 1, envelopePage: 2, late: true },
        { paper: 'registry', pages: 2, envelopePage: 3, late: true },
      ],
    );
    expect(now[0]?.id).toBe(papers[0]?.id);
    const after = await desk.seen(walk);
    expect(after.timeline.at(-1)).toMatchObject({
      event: 'sort_again',
      duty: '受付担当',
      detail: expect.stringMatching(
        /^直す前: 2頁 .+、3頁 .+、4頁 .+\u3000直した後: 2頁 .+、3-4頁 .+$/u,
      ) as string,
    });
    const marks = after.judgement?.findings.filter(({ id }) => [finding?.id, other?.id].includes(id));
    expect(marks?.map(({ mark, markNote, evidence }) => [mark, markNote, evidence?.attachmentId])).toEqual([
      ['ok', '頁を確かめた。', papers[0]?.id],
      [null, null, undefined],
    ]);
    const own = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    const shown = own.attachments.map(({ id }) => id);
    expect(shown).toEqual(expect.arrayContaining(now.map(({ id }) => id)) as string[]);
    expect(shown).not.toContain(papers[1]?.id);

    expect(after.papersNewer).toBe(true);
    expect((await desk.act('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    expect((await desk.seen(walk)).papersNewer).toBe(false);

    // Past the verb: no page twice, and nothing of another envelope.
    const [row] = await office.sql`select * from attachments where id = ${now[1]?.id ?? ''}`;
    const past = (change: object) =>
      office.sql.begin(async (trx) => {
        const id = crypto.randomUUID();
        const facts = { envelope, papers: [id], removed: [], before: [], after: [], judgement: 3 };
        await trx`select set_config('grant.event', 'sort_again', true), set_config('grant.duty', 'reception', true),
                         set_config('grant.actor', ${office.accounts.reception?.id ?? ''}, true),
                         set_config('grant.facts', ${JSON.stringify(facts)}, true)`;
        await trx`insert into attachments ${trx({ ...row, id, upload_key: null, ...change })}`;
        await trx`update applications set version = version + 1 where id = ${walk.id}`;
      });
    await expect(past({})).rejects.toThrow(/sort_again/u);
    await expect(past({ envelope_page: 9 })).rejects.toThrow(/sorted_from/u);
    await expect(past({ envelope: now[0]?.id ?? '' })).rejects.toThrow(/content_locked/u);
    await expect(past({ envelope: null, envelope_page: null })).rejects.toThrow(/content_locked/u);
  });

  it('is done before the registration as well, and no more after the decision', async () => {
    const { stage, desk } = at();
    const { id, receiptNumber } = await stage.cast
      .by('reception')
      .call('case.receive', { arrivedOn: '2026-07-15' });
    const walk = { id, receiptNumber } as unknown as journey.Walk;
    const envelope = await desk.come(walk, '申請の封筒.pdf', 2);
    expect((await desk.sort(walk, envelope, ['wages', 'registry'])).status).toBe(200);
    expect((await again('reception', walk, envelope, runsOf(['attendance', 'registry']))).status).toBe(200);
    const { attachments } = await stage.cast.by('reception').call('application.show', { id });
    expect(attachments.map(({ paper }) => paper).toSorted()).toEqual(['attendance', 'registry']);

    const decided = await stage.submitted();
    await journey.inReview(stage.cast, decided);
    const late = await desk.come(decided, '決定の前の封筒.pdf');
    expect((await desk.sort(decided, late)).status).toBe(200);
    expect((await desk.act('reviewer', decided, 'judge-anew', {})).status).toBe(200);
    await journey.reviewed(stage.cast, decided);
    const amount = (await desk.seen(decided)).judgement?.amount?.total ?? 0;
    expect((await desk.act('approver', decided, 'grant', { amount })).status).toBe(200);
    const ended = await again('reception', decided, late, runsOf(['registry']));
    expect(refusalCode(ended)).toBe('ILLEGAL_TRANSITION');
    const reason = '書類の真偽を確かめるため';
    expect((await desk.act('reviewer', decided, 'suspend', { kind: 'other', reason })).status).toBe(200);
    expect(refusalCode(await again('reception', decided, late, runsOf(['registry'])))).toBe('GUARD_FAILED');
  });
}
