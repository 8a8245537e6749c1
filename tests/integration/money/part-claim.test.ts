/** 支払った後の訂正: a top-up beside a payment that came back, a claim of a part and what is kept after it. */
import { defaultProgramme, highestAward } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { formOf } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { actOn, bothNotices, codesOn, NEW_ACCOUNT } from './acts.ts';

const REASON = '口座が解約されていたため、受取人の銀行から資金が戻った。';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  await journey.settled(stage.cast, await journey.inBatch(stage.cast, [walk]), [walk], []);
});
afterAll(() => office?.stop());

describe('支払った後の訂正', () => {
  const TOP_UP = 50_000;
  const reason = '休業の日数に誤りがあったため。';
  const act = (by: Parameters<ReturnType<typeof actOn>>[0], verb: string, input: object) =>
    actOn(stage, walk)(by, verb, input);
  const shown = (by: 'approver2' | 'clerk' | 'approver') =>
    stage.cast.by(by).call('case.workbench', { id: walk.id });
  const offered = async (by: 'approver2' | 'clerk') =>
    (await shown(by)).permittedEvents.map(({ event }) => event);
  const said = ({ body }: { body: unknown }) => JSON.stringify(body);

  async function pay(answers: object): Promise<void> {
    const batch = await journey.inBatch(stage.cast, [walk]);
    await journey.settled(stage.cast, batch, [{ ...walk, answers: { ...walk.answers, ...answers } }], []);
  }

  it('does not take back a top-up that was paid when it is the first payment that came back', async () => {
    await act('reviewer', 'propose-top-up', { amount: TOP_UP, reason });
    await act('approver', 'approve-top-up', { amount: TOP_UP });
    const [notice] = (await bothNotices(stage, walk)).map(codesOn);
    await act('reception', 'post-notice', { method: 'ordinary', postedOn: stage.cast.today, ...notice });
    // A top-up that is still owed may be taken back, and is offered.
    expect(await offered('approver2')).toContain('cancel_top_up');
    await pay({});
    const first = (await shown('clerk')).payments.find(
      (one) => one.state === 'paid' && one.amount !== TOP_UP,
    );
    const back = { paymentId: first?.id, on: first?.transferOn, reason: REASON };
    expect((await act('clerk', 'record-return', back)).body).toMatchObject({
      data: { state: 'account_correction' },
    });
    expect(await offered('approver2')).not.toContain('cancel_top_up');
    const refused = await act('approver2', 'cancel-top-up', { reason });
    expect(refusalCode(refused)).toBe('GUARD_FAILED');
    expect(said(refused)).toContain('支払われていないのは当初の支給です。');
    const form = formOf({ version: String(await stage.version(walk)), ...NEW_ACCOUNT }, 'passbook');
    await stage.client('applicant').upload(`/grants/applications/${walk.id}/account`, form);
    await pay(NEW_ACCOUNT);
    expect((await shown('clerk')).case.state).toBe('paid');
  });

  it('claims a part back, by another person than granted, and the rest stays awarded and paid', async () => {
    const paid = (await shown('clerk')).payments
      .filter(({ state }) => state === 'paid')
      .reduce((sum, { amount }) => sum + amount, 0);
    const part = 60_000;
    const kept = paid - part;
    expect(refusalCode(await act('approver', 'claim-repayment', { amount: part, reason }))).toBe(
      'SAME_PERSON',
    );
    for (const amount of [0, paid + 1])
      expect(refusalCode(await act('approver2', 'claim-repayment', { amount, reason }))).toMatch(
        /INVALID_INPUT|GUARD_FAILED/u,
      );
    expect(refusalCode(await act('approver2', 'cancel', { reason }))).toBe('ILLEGAL_TRANSITION');
    const claimed = await act('approver2', 'claim-repayment', { amount: part, reason });
    expect(claimed.body).toMatchObject({ data: { state: 'repayment_claimed' } });
    const claim = { amount: part, kept, reason, repaidOn: null };
    const own = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect(await own()).toMatchObject({ claims: [claim], decision: { kind: 'grant' } });
    expect(await shown('clerk')).toMatchObject({ claims: [claim], decision: { kind: 'grant' } });
    expect(await offered('clerk')).toEqual(['record_part_repayment']);
    const { letters, decision } = await shown('clerk');
    expect(letters.find(({ kind }) => kind === 'claim')?.number).toBe(`${decision?.number ?? ''}の2`);
    const mailed = (subject: string) =>
      office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject });
    await mailed('返還をお願いする通知');

    const on = stage.cast.today;
    const whole = await act('clerk', 'record-repayment', { on, amount: paid, reason });
    expect(refusalCode(whole)).toBe('INVALID_INPUT');
    const came = await act('clerk', 'record-repayment', { on, amount: part, reason });
    expect(came.body).toMatchObject({ data: { state: 'paid' } });
    expect((await own()).claims).toMatchObject([{ ...claim, repaidOn: on }]);
    await mailed('返還金の入金');
    expect(await office.sql`select * from grant_verify_summaries()`).toHaveLength(0);
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);

    // What was paid back did arrive: its transfer does not come back as well. It came out of the latest payment.
    const repaid = (await shown('clerk')).payments.find(
      ({ state, amount }) => state === 'paid' && amount !== TOP_UP,
    );
    const back = { paymentId: repaid?.id, on: repaid?.transferOn, reason: REASON };
    expect(said(await act('clerk', 'record-return', back))).toContain(
      '受け取った事業主から返還されています。',
    );

    // 追加支給の上限 counts what is kept, not what was once paid.
    const room = highestAward(defaultProgramme) - kept;
    const beyond = await act('reviewer', 'propose-top-up', { amount: room + 1, reason });
    expect(said(beyond)).toContain(`${room.toLocaleString('ja-JP')}円以内`);
    const within = await act('reviewer', 'propose-top-up', { amount: room, reason });
    expect(within.body).toMatchObject({ data: { state: 'top_up_proposed' } });
    expect((await act('approver2', 'decline-top-up', { reason })).body).toMatchObject({
      data: { state: 'paid' },
    });
  });

  it('claims the rest as the whole when no sum is named, and ends there', async () => {
    await act('approver2', 'claim-repayment', { reason });
    const { claims, decision } = await shown('clerk');
    expect([claims.length, claims[0]?.kept, decision]).toEqual([2, 0, null]);
    const entry = { on: stage.cast.today, amount: claims[0]?.amount, reason };
    expect(await offered('clerk')).toEqual(['record_repayment']);
    expect((await act('clerk', 'record-repayment', entry)).body).toMatchObject({ data: { state: 'repaid' } });
    expect(await office.sql`select * from grant_verify_summaries()`).toHaveLength(0);
  });
});
