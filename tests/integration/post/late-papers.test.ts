/** 追加書類: what comes by post after the receipt, unasked, is bound into its case and read before the case goes on. */
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { arrivedAnswers } from './arrived-answers.ts';
import { envelopesOf, type Envelopes } from './envelopes.ts';
import { misfiledPapers } from './misfiled.ts';
import { misfiledAfterDecision } from './misfiled-decided.ts';
import { misfiledInDoubt } from './misfiled-doubted.ts';
import { sortedAgain } from './sorted-again.ts';
import { takenOut } from './taken-out.ts';

let office: Office;
let stage: Stage;
let desk: Envelopes;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  desk = envelopesOf(stage);
});
afterAll(() => office?.stop());

const seen: Envelopes['seen'] = (walk, by) => desk.seen(walk, by);
const come: Envelopes['come'] = (walk, name) => desk.come(walk, name);
const sort: Envelopes['sort'] = (walk, id) => desk.sort(walk, id);

describe('追加書類', () => {
  let walk: journey.Walk;

  it('are bound into a case in review, whose reviewer is told and judges it anew before recommending it', async () => {
    walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const before = await seen(walk);
    const id = await come(walk, '後から届いた頁.pdf');
    const after = await seen(walk);
    expect(after).toMatchObject({
      version: before.version + 1,
      papersNewer: true,
      case: { state: 'in_review' },
    });
    expect(after.attachments.find((paper) => paper.id === id)).toMatchObject({ late: true, unsorted: true });
    expect(after.timeline.at(-1)).toMatchObject({
      event: 'add_papers',
      label: '追加書類の受領',
      detail: '届いたまま綴じた書類 1件',
    });
    const recommend = async () =>
      stage.client('reviewer').post(`/grants/cases/${walk.id}/recommend`, {
        version: (await seen(walk)).version,
        recommendation: 'grant',
        note: '',
      });
    for (const finding of after.judgement?.findings ?? [])
      if (finding.mark === null)
        await stage.cast.by('reviewer').call('finding.mark', {
          id: finding.id,
          mark: 'ok',
          note: '書類を確認した。',
          markVersion: finding.markVersion,
        });
    const early = await recommend();
    expect(refusalCode(early)).toBe('GUARD_FAILED');
    expect(JSON.stringify(early.body)).toContain('判定の後に追加書類が届いたか');
    // Judged anew with pages that nobody has sorted, it is still not known what they are.
    const anew = async () =>
      stage.cast.by('reviewer').call('case.judgeAnew', { id: walk.id, version: (await seen(walk)).version });
    await anew();
    expect((await seen(walk)).papersNewer).toBe(true);
    expect((await sort(walk, id)).status).toBe(200);
    expect((await seen(walk)).papersNewer).toBe(true);
    await anew();
    const known = await seen(walk);
    expect(known.papersNewer).toBe(false);
    const live = known.attachments.filter((paper) => paper.late && paper.status === 'received');
    expect(live).toMatchObject([{ paper: 'wages', unsorted: false }]);
    expect((await recommend()).status).toBe(200);
  });

  it('keep a recommended case from its decision until it was sent back', async () => {
    const { version: recommended, judgement } = await seen(walk);
    const id = await come(walk, 'さらに届いた頁.pdf');
    expect((await sort(walk, id)).status).toBe(200);
    const decide = async (verb: string, input: object) =>
      stage
        .client('approver')
        .post(`/grants/cases/${walk.id}/${verb}`, { version: (await seen(walk)).version, ...input });
    const amount = judgement?.amount?.total ?? 0;
    expect((await seen(walk)).version).toBe(recommended + 2);
    const granted = await decide('grant', { amount });
    expect(JSON.stringify(granted.body)).toContain('上申の後に追加書類が届いたか');
    expect((await decide('return-to-review', { reason: '追加書類の確認' })).status).toBe(200);
    expect(await seen(walk)).toMatchObject({ papersNewer: false, case: { state: 'in_review' } });
  });

  it('that came unsorted while a correction was open answer nothing, and are sorted and read after it', async () => {
    const asked = await stage.submitted();
    await journey.correctionRequested(stage.cast, asked);
    const id = await come(asked, '補正の間に届いた封筒.pdf');
    await stage.cast.by('reviewer').call('case.resumeReview', {
      ...(await journey.versionOf(stage.cast, asked)),
      reason: '電話で確かめた。',
    });
    expect(await seen(asked)).toMatchObject({ papersNewer: true, case: { state: 'in_review' } });
    expect((await sort(asked, id)).status).toBe(200);
    const { version } = await seen(asked);
    await stage.cast.by('reviewer').call('case.judgeAnew', { id: asked.id, version });
    expect((await seen(asked)).papersNewer).toBe(false);
  });

  it('that came while a correction was open are judged too where it ended without an answer', async () => {
    const act = async (
      by: 'reviewer' | 'approver' | 'manager' | 'approver2',
      of: journey.Walk,
      verb: string,
      input: object,
    ) => {
      const { version } = await seen(of);
      return stage.client(by).post(`/grants/cases/${of.id}/${verb}`, { version, ...input });
    };
    const reason = '書類の真偽を確かめた。';
    const [uploaded, filed] = [await stage.submitted(), await stage.submitted()];
    for (const asked of [uploaded, filed]) await journey.correctionRequested(stage.cast, asked);
    const { correction } = await stage.cast.by('applicant').call('application.show', { id: uploaded.id });
    const item = correction?.items.find(({ targetKind }) => targetKind === 'paper')?.id;
    await journey.attach(stage.cast, uploaded, 'attendance', item);
    const envelope = await come(filed, '補正の間に仕分けた封筒.pdf');
    expect((await sort(filed, envelope)).status).toBe(200);
    expect((await act('reviewer', uploaded, 'suspend', { kind: 'other', reason })).status).toBe(200);
    expect((await act('approver', uploaded, 'propose-release', { outcome: 'cleared', reason })).status).toBe(
      200,
    );
    expect((await act('manager', uploaded, 'release', { reason })).status).toBe(200);
    await journey.withdrawn(stage.cast, filed);
    expect(
      (await act('manager', filed, 'undo-withdrawal', { reason, wish: '令和8年7月15日　電話' })).status,
    ).toBe(200);
    for (const asked of [uploaded, filed]) {
      const back = await seen(asked);
      expect(back).toMatchObject({ papersNewer: true, case: { state: 'in_review' } });
      expect(back.permittedEvents.map(({ event }) => event)).toContain('judge_anew');
      await expect(journey.reviewed(stage.cast, asked)).rejects.toThrow(/判定に入っていない補正の書類/u);
      expect((await act('reviewer', asked, 'judge-anew', {})).status).toBe(200);
      expect((await seen(asked)).papersNewer).toBe(false);
    }
    await journey.reviewed(stage.cast, uploaded);
    const amount = (await seen(uploaded)).judgement?.amount?.total ?? 0;
    expect((await act('approver2', uploaded, 'grant', { amount })).status).toBe(200);
  });

  it('are taken in by a case not yet in review and by a suspended one, which stays so', async () => {
    const waiting = await stage.submitted();
    await come(waiting, '審査の前に届いた頁.pdf');
    expect((await seen(waiting)).case.state).toBe('submitted');
    const decided = await stage.submitted();
    await journey.granted(stage.cast, decided);
    for (const [held, sorted] of [
      [waiting, 200],
      [decided, 422],
    ] as const) {
      const { version } = await seen(held);
      await stage.cast
        .by('reviewer')
        .call('case.suspend', { id: held.id, version, kind: 'other', reason: '書類の真偽を確かめるため' });
      const id = await come(held, `保留中に届いた頁${String(sorted)}.pdf`);
      expect((await seen(held)).case.state).toBe('suspended');
      // What was decided on is left alone: an envelope that came since is kept as it is.
      expect((await sort(held, id)).status).toBe(sorted);
    }
    const ours = await office.sql`
      select facts ->> 'step' as step from case_events where application = ${decided.id} and event = 'add_papers'`;
    expect([...ours]).toEqual([{ step: 'filed' }]);
  });

  it('come in by no other door: not by the applicant, and not past the event', async () => {
    const open = await stage.submitted();
    const form = new FormData();
    form.set('paper', 'wages');
    form.set('file', new Blob([new Uint8Array(scannedPdf([null]))], { type: 'application/pdf' }), '頁.pdf');
    const own = await stage.client('applicant').upload(`/grants/applications/${open.id}/attachments`, form);
    expect(refusalCode(own)).toBe('GUARD_FAILED');
    const [row] =
      await office.sql`select * from attachments where application = ${open.id} order by id limit 1`;
    const insert = (event: string, facts: object) =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.event', ${event}, true), set_config('grant.duty', 'reception', true),
                         set_config('grant.actor', ${office.accounts.reception?.id ?? ''}, true),
                         set_config('grant.facts', ${JSON.stringify(facts)}, true)`;
        const twin = { ...row, id: crypto.randomUUID(), upload_key: null };
        await trx`insert into attachments ${trx(twin)}`;
      });
    await expect(insert('', {})).rejects.toThrow(/content_locked/u);
    await expect(insert('add_papers', { papers: [], judgement: 1 })).rejects.toThrow(/content_locked/u);
  });
});

describe('補正の回答の封筒', () => arrivedAnswers(() => ({ office, stage, desk })));

describe('仕分け直し', () => sortedAgain(() => ({ office, stage, desk })));

describe('書類の取り外し', () => takenOut(() => ({ office, stage, desk })));

describe('誤って綴じた書類', () => misfiledPapers(() => ({ office, stage, desk })));

describe('誤って綴じた書類 of a case that is decided, withdrawn or over', () =>
  misfiledAfterDecision(() => ({ office, stage, desk })));

describe('誤って綴じた書類 that were a sign of fraud', () =>
  misfiledInDoubt(() => ({ office, stage, desk })));
