/** 誤って綴じた書類 that were a sign of fraud: other cases show it no longer, and whoever took them out ends no doubt. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Stage } from '../cases/cast.ts';
import type { Envelopes } from './envelopes.ts';

type By = Parameters<Envelopes['act']>[0];

/** @param at the office with its people, and its desk for envelopes */
export function misfiledInDoubt(
  at: () => { readonly office: Office; readonly stage: Stage; readonly desk: Envelopes },
): void {
  const reason = '別の会社の封筒だった。';
  const unbind = (by: By, walk: journey.Walk, attachmentId: string) =>
    at().desk.act(by, walk, 'unbind-papers', {
      reason,
      originals: '書庫の「持ち主の分からない書類」',
      receiptNumber: null,
      attachmentId,
    });
  /** An envelope that lies sorted in the case, and its page. */
  async function sorted(walk: journey.Walk, name: string): Promise<{ envelope: string; page: string }> {
    const { desk } = at();
    const envelope = await desk.come(walk, name);
    expect((await desk.sort(walk, envelope)).status).toBe(200);
    const { attachments } = await desk.seen(walk);
    return { envelope, page: attachments.find((one) => one.envelope === envelope)?.id ?? '' };
  }

  it('are a sign no longer, neither in the case nor in those that held the same page', async () => {
    const { office, stage, desk } = at();
    const [wrong, other] = [await stage.submitted(), await stage.submitted()];
    await journey.inReview(stage.cast, wrong);
    const { envelope, page } = await sorted(wrong, 'よく似た頁の封筒.pdf');
    const print = '0110100110010110'.repeat(4);
    await office.sql`
      insert into page_prints
      select id, 90, ${print}::bit(64) from attachments where id = ${page}
      union all (select id, 90, ${print}::bit(64) from attachments
                  where application = ${other.id} and paper = 'wages' and status = 'received' order by id limit 1)`;
    expect((await desk.act('reviewer', wrong, 'judge-anew', {})).status).toBe(200);
    const signs = async (walk: journey.Walk) =>
      (await desk.seen(walk)).signals.map(({ code }) => code).filter((code) => code === 'same_page');
    for (const walk of [wrong, other])
      await expect.poll(() => signs(walk), { timeout: PATIENCE }).toEqual(['same_page']);
    // What still runs of the comparison is no help to it.
    const jobs = async (): Promise<number> =>
      (
        await office.sql`select 1 from pgboss.job where state in ('created', 'retry', 'active')
                           and name in ('signals', 'paperPrints')`
      ).length;
    await expect.poll(jobs, { timeout: PATIENCE, interval: 500 }).toBe(0);
    const alike = async () => {
      const { duplicates } = await desk.seen(other);
      const set = duplicates.find(({ rule }) => rule === 'same_page');
      return [set?.state, ...(set?.members ?? []).map(({ columns }) => columns['よく似た頁'])];
    };
    const before = await alike();
    expect(before).toHaveLength(3);
    expect((await unbind('reception', wrong, envelope)).status).toBe(200);
    for (const walk of [wrong, other])
      await expect.poll(() => signs(walk), { timeout: PATIENCE }).toEqual([]);
    // A set of duplicates is judged by a person, who reads of which paper it was and that it is gone.
    const [state, ...papers] = await alike();
    expect(state).toBe('open');
    expect(papers.toSorted()).toEqual(
      before
        .slice(1)
        .map((paper) =>
          paper?.includes('よく似た頁の封筒') ? `${paper}（誤って綴じた書類として外した）` : paper,
        )
        .toSorted(),
    );
  });

  it('of a decided case are seen beside the duplicate that holds its money too', async () => {
    const { stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const { envelope } = await sorted(walk, '重複より前に外した封筒.pdf');
    expect((await desk.act('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    await journey.reviewed(stage.cast, walk);
    const amount = (await desk.seen(walk)).judgement?.amount?.total ?? 0;
    expect((await desk.act('approver', walk, 'grant', { amount })).status).toBe(200);
    expect((await unbind('manager', walk, envelope)).status).toBe(200);
    const papers = [{ id: envelope, reason }];
    expect((await desk.seen(walk, 'approver')).late).toMatchObject({
      doubt: 'papers',
      papers,
      mayLook: true,
    });
    await stage.submitted({ employerPhone: walk.answers.employerPhone ?? '' });
    // First the duplicate is judged; only then does anybody say that it may be paid.
    const held = await desk.seen(walk, 'approver');
    expect(held.late).toMatchObject({ doubt: 'duplicate_open', papers, owed: true, mayLook: false });
    // Those of the tests before stand beside it, judged.
    const [set, ...more] = held.duplicates.filter(({ state }) => state === 'open');
    expect(more).toEqual([]);
    const members = (set?.members ?? []).map(({ applicationId }) => ({
      applicationId,
      verdict: 'different',
      reason: '別の法人である。',
    }));
    const path = `/grants/duplicates/${set?.id ?? ''}/resolve`;
    const judged = await stage.client('approver').post(path, { seen: set?.digest, members });
    expect([judged.status, refusalCode(judged)]).toEqual([200, undefined]);
    expect((await desk.seen(walk, 'approver')).late).toMatchObject({
      doubt: 'papers',
      papers,
      mayLook: true,
    });
  });

  it('leave a suspended case that is not decided, by nobody who then proposes or grants its release', async () => {
    const { office, stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const { envelope, page } = await sorted(walk, '疑義の証拠かもしれない封筒.pdf');
    expect((await desk.act('reviewer', walk, 'suspend', { kind: 'other', reason })).status).toBe(200);
    const propose = (by: By) => desk.act(by, walk, 'propose-release', { outcome: 'cleared', reason });
    const release = (by: By) => desk.act(by, walk, 'release', { reason });
    expect((await propose('approver')).status).toBe(200);
    expect((await unbind('manager', walk, envelope)).status).toBe(200);
    // It is read by the office as before.
    const path = `/grants/applications/${walk.id}/attachments/${page}`;
    expect((await stage.client('approver').fetch(`${path}/file`)).status).toBe(200);
    // What was proposed was proposed of the papers as they were.
    expect(refusalCode(await release('approver2'))).toBe('GUARD_FAILED');
    expect([refusalCode(await propose('manager')), refusalCode(await release('manager'))]).toEqual([
      'SAME_PERSON',
      'SAME_PERSON',
    ]);
    const bySql = (act: 'propose_release' | 'release', who: By) =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.event', ${act}, true),
                         set_config('grant.duty', ${who === 'manager' ? 'manager' : 'approver'}, true),
                         set_config('grant.actor', ${office.accounts[who]?.id ?? ''}, true),
                         set_config('grant.reason', ${reason}, true), set_config('grant.facts', '{}', true)`;
        await trx`update applications set version = version + 1,
                         state = case ${act} when 'release' then 'in_review' else state end,
                         suspended_from = case ${act} when 'release' then null else suspended_from end
                   where id = ${walk.id}`;
      });
    await expect(bySql('propose_release', 'manager')).rejects.toThrow(/same_person/u);
    await expect(bySql('release', 'manager')).rejects.toThrow(/same_person/u);
    await expect(bySql('release', 'approver2')).rejects.toThrow(/release_unproposed/u);
    expect((await propose('approver')).status).toBe(200);
    expect((await release('approver2')).status).toBe(200);
    expect((await desk.seen(walk)).case.state).toBe('in_review');
  });
}
