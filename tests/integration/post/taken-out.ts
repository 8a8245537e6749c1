/** 書類の取り外し: what came by post leaves a case whose papers are still open, and none of its pages is lost. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import type { Stage } from '../cases/cast.ts';
import type { Envelopes } from './envelopes.ts';

/** @param at the office with its people, and its desk for envelopes */
export function takenOut(
  at: () => { readonly office: Office; readonly stage: Stage; readonly desk: Envelopes },
): void {
  const remove = (name: 'reception' | 'applicant', walk: journey.Walk, paper: string) =>
    at()
      .stage.client(name)
      .post(
        `/grants/applications/${walk.id}/attachments/${paper}/remove`,
        name === 'reception' ? { reason: '別の会社の書類' } : {},
      );
  const statusOf = async (paper: string): Promise<unknown> =>
    (await at().office.sql`select status from attachments where id = ${paper}`)[0]?.['status'];
  const waiting = (paper: string) =>
    at().office.sql<{ id: string; pages: number }[]>`
      select s.id, s.pages from scans s join attachments a on a.sha256 = s.sha256
       where a.id = ${paper} and s.state = 'waiting'`;
  const asked = async (): Promise<journey.Walk> => {
    const walk = await at().stage.submitted();
    await journey.correctionRequested(at().stage.cast, walk);
    return walk;
  };

  it('puts an envelope back among what is to be sorted, once', async () => {
    const walk = await asked();
    const envelope = await at().desk.come(walk, '別の会社の封筒.pdf');
    for (let time = 1; time <= 2; time += 1) {
      expect((await remove('reception', walk, envelope)).status).toBe(200);
      await expect(statusOf(envelope)).resolves.toBe('removed');
      expect(await waiting(envelope)).toHaveLength(1);
    }
    // Sorted again, the pages go to the case that they belong to.
    const right = await asked();
    const [scan] = await waiting(envelope);
    const receiptNumber = (await at().desk.seen(right)).case.receiptNumber ?? '';
    const parts = [{ from: 1, to: scan?.pages ?? 0, receiptNumber, caseId: right.id }];
    const sorted = await at()
      .stage.client('reception')
      .post(`/grants/scans/${scan?.id ?? ''}/split`, { envelopes: 1, parts });
    expect(sorted.status).toBe(200);
    expect((await at().desk.seen(right)).attachments.filter(({ unsorted }) => unsorted)).toMatchObject([
      { status: 'received', pages: 2 },
    ]);
  });

  it('takes no envelope out that a colleague has sorted meanwhile, and its papers only by the desk', async () => {
    const { office, desk } = at();
    const walk = await asked();
    const envelope = await desk.come(walk, '仕分けた封筒.pdf');
    expect((await desk.sort(walk, envelope)).status).toBe(200);
    const paper = (await desk.seen(walk)).attachments.find((one) => one.envelope === envelope)?.id ?? '';
    expect(refusalCode(await remove('reception', walk, envelope))).toBe('STALE_VERSION');
    await expect(statusOf(envelope)).resolves.toBe('replaced');
    expect(refusalCode(await remove('applicant', walk, paper))).toBe('GUARD_FAILED');
    const bare = (name: 'reception' | 'applicant'): Promise<unknown> =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.actor', ${office.accounts[name]?.id ?? ''}, true)`;
        await trx`update attachments set status = 'removed' where id = ${paper}`;
      });
    await expect(bare('applicant')).rejects.toMatchObject({ constraint_name: 'grant_forbidden_duty' });
    await expect(bare('reception')).rejects.toMatchObject({ constraint_name: 'grant_content_locked' });
    await expect(statusOf(paper)).resolves.toBe('received');
    expect((await remove('reception', walk, paper)).status).toBe(200);
    expect(await waiting(paper)).toHaveLength(1);
  });
}
