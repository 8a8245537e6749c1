/**
 * Walks a made-up case to a state, step by step through the verbs, each by a person who may do it: a practice case is
 * as real as any other, with its events, letters and jobs.
 */
import { setTimeout } from 'node:timers/promises';
import { addDays, letterCodes, nextBankDay, refusalGroundSchema } from '@grant/schema';
import { attach, type Cast, todayOf, versionOf, type Walk } from './filing.ts';

export * from './filing.ts';

export async function inReview(cast: Cast, walk: Walk): Promise<void> {
  await cast.by('reviewer').call('case.take', await versionOf(cast, walk));
}

export async function correctionRequested(cast: Cast, walk: Walk): Promise<void> {
  await inReview(cast, walk);
  const { attachments } = await cast.by('reviewer').call('case.workbench', { id: walk.id });
  const attendance = attachments.find(({ paper, unsorted }) => paper === 'attendance' && !unsorted);
  await cast.by('reviewer').call('case.requestCorrection', {
    ...(await versionOf(cast, walk)),
    note: '御不明な点は事務局へお問い合わせください。',
    items: [
      {
        targetKind: 'paper',
        target: 'attendance',
        reason: '復帰した月の出勤簿を追加してください。',
        ...(attendance === undefined
          ? {}
          : { file: { attachmentId: attendance.id, wanted: 'add' as const } }),
      },
      {
        targetKind: 'field',
        target: 'scheduledWorkdays',
        reason: '勤務カレンダーでは27日です。確かめて直してください。',
      },
    ],
  });
}

export async function correctionAnswered(cast: Cast, walk: Walk): Promise<void> {
  await correctionRequested(cast, walk);
  const { correction, version } = await cast.by(walk.owner).call('application.show', { id: walk.id });
  const answers: Record<string, string> = {};
  for (const item of correction?.items ?? []) {
    answers[item.id] = item.targetKind === 'paper' ? await attach(cast, walk, 'attendance', item.id) : '27';
  }
  await cast.by(walk.owner).call('correction.answer', {
    id: walk.id,
    version,
    answers,
    ...(walk.owner === 'reception' ? { arrivedOn: await todayOf(cast.by('reception')) } : {}),
  });
}

/** The reviewer settles every open finding and duplicate and recommends. */
export async function recommended(
  cast: Cast,
  walk: Walk,
  recommendation: 'grant' | 'refuse' = 'grant',
): Promise<void> {
  await inReview(cast, walk);
  await reviewed(cast, walk, recommendation);
}

/** The same for a case that is under review already. */
export async function reviewed(
  cast: Cast,
  walk: Walk,
  recommendation: 'grant' | 'refuse' = 'grant',
): Promise<void> {
  const reviewer = cast.by('reviewer');
  const seen = await reviewer.call('case.workbench', { id: walk.id });
  for (const finding of seen.judgement?.findings ?? []) {
    if (finding.verdict === 'passed') continue;
    const mark = finding.verdict === 'failed' && recommendation === 'refuse' ? 'defect' : 'ok';
    const { id, markVersion } = finding;
    await reviewer.call('finding.mark', { id, mark, note: '書類で確認した。', markVersion });
  }
  for (const set of seen.duplicates) {
    if (set.state !== 'open') continue;
    await reviewer.call('duplicate.resolve', {
      id: set.id,
      seen: set.digest,
      members: set.members.map(({ applicationId }) => ({
        applicationId,
        verdict: 'different' as const,
        reason: '別の法人であることを確認した。',
      })),
    });
  }
  await reviewer.call('case.recommend', {
    ...(await versionOf(cast, walk)),
    recommendation,
    note: '書類を確認した。',
  });
}

export async function granted(cast: Cast, walk: Walk): Promise<void> {
  await recommended(cast, walk);
  await decided(cast, walk);
}

async function decided(cast: Cast, walk: Walk): Promise<void> {
  const { judgement } = await cast.by('approver').call('case.workbench', { id: walk.id });
  await cast
    .by('approver')
    .call('case.grant', { ...(await versionOf(cast, walk)), amount: judgement?.amount?.total ?? 0 });
}

export async function refused(cast: Cast, walk: Walk): Promise<void> {
  await recommended(cast, walk, 'refuse');
  const { judgement } = await cast.by('approver').call('case.workbench', { id: walk.id });
  const failed = judgement?.findings.filter((finding) => finding.verdict === 'failed') ?? [];
  await cast.by('approver').call('case.refuse', {
    ...(await versionOf(cast, walk)),
    reasons: failed.map((finding) => ({
      requirement: refusalGroundSchema.parse(finding.rule),
      text: finding.found,
    })),
  });
}

/** Most tries, a quarter of a second apart, until a letter lies on the desk: the jobs of all cases wait in one line. */
const LETTER_TRIES = 720;

/** The id of the notice of a grant, once its PDF lies on the desk. */
export async function letterMade(cast: Cast, walk: Walk): Promise<string> {
  for (let attempt = 0; attempt < LETTER_TRIES; attempt += 1) {
    const { letters } = await cast.by('approver').call('case.workbench', { id: walk.id });
    const made = letters.find(
      (letter) => letter.kind === 'grant' && letter.madeAt !== null && !letter.cancelled,
    );
    if (made !== undefined) return made.id;
    await setTimeout(250);
  }
  throw new Error('the decision letter of a practice case was not made within three minutes');
}

export async function payable(cast: Cast, walk: Walk): Promise<void> {
  await recommended(cast, walk);
  await notified(cast, walk);
}

/** A recommended case is granted and its notice sent out. */
export async function notified(cast: Cast, walk: Walk): Promise<void> {
  await decided(cast, walk);
  const codes = letterCodes(await letterMade(cast, walk));
  await cast.by('reception').call('case.postNotice', {
    ...(await versionOf(cast, walk)),
    method: 'tracked',
    trackingNumber: `53${String(100_000_000 + walk.index * 7).padStart(9, '0')}`,
    // The day may have changed since the walk began.
    postedOn: await todayOf(cast.by('reception')),
    letterCode: codes.letter,
    envelopeCode: codes.envelope,
  });
}

/** Makes one batch of cases that are payable; answers its id. */
export async function inBatch(cast: Cast, walks: readonly Walk[]): Promise<string> {
  const clerk = cast.by('clerk');
  const { bankProfiles } = await clerk.call('batch.payable', {});
  const inThreeDays = nextBankDay(addDays(await todayOf(clerk), 3));
  if (!inThreeDays.ok) throw new Error(inThreeDays.refusal.message);
  // Past the cut-off of a Friday, and before holidays, three days are fewer than the bank asks for.
  const offered = bankProfiles[0]?.transferOn ?? inThreeDays.value;
  const transferOn = offered > inThreeDays.value ? offered : inThreeDays.value;
  const batch = await clerk.call('batch.create', {
    transferOn,
    bankProfileId: bankProfiles[0]?.id ?? '',
    applicationIds: walks.map((walk) => walk.id),
  });
  return batch.id;
}

/** A batch of these cases in which both confirmers have confirmed every payment. */
export async function confirmedBatch(cast: Cast, walks: readonly Walk[]): Promise<string> {
  const batchId = await inBatch(cast, walks);
  await confirmed(cast, batchId, walks);
  return batchId;
}

async function confirmed(cast: Cast, batchId: string, walks: readonly Walk[]): Promise<void> {
  const batch = await cast.by('clerk').call('batch.show', { id: batchId });
  for (const name of ['confirmer', 'confirmer2'] as const) {
    for (const payment of batch.payments) {
      const { answers } = walks.find((walk) => walk.id === payment.applicationId) ?? {};
      await cast.by(name).call('payment.confirm', {
        id: payment.id,
        bankCode: answers?.bankCode ?? '',
        branchCode: answers?.branchCode ?? '',
        accountType: answers?.accountType ?? '',
        accountNumber: answers?.accountNumber ?? '',
        // Read from the decision: the screen of the batch does not show it to whoever has yet to type it.
        amount: payment.amount ?? 0,
        holderAgrees: true,
      });
    }
  }
}

/** Both confirmers confirm every payment, the clerk seals, the bank answers. */
export async function settled(
  cast: Cast,
  batchId: string,
  walks: readonly Walk[],
  failed: readonly Walk[],
): Promise<void> {
  const clerk = cast.by('clerk');
  await confirmed(cast, batchId, walks);
  const batch = await clerk.call('batch.show', { id: batchId });
  await clerk.call('batch.seal', {
    id: batchId,
    version: batch.version,
    count: batch.count,
    total: batch.total ?? 0,
    repeated: batch.repeated.flat().length,
  });
  await clerk.call('batch.results', {
    id: batchId,
    results: batch.payments.map((payment) => {
      const bounced = failed.some((walk) => walk.id === payment.applicationId);
      return bounced
        ? { paymentId: payment.id, outcome: 'failed' as const, on: batch.transferOn, reason: '口座名義相違' }
        : { paymentId: payment.id, outcome: 'paid' as const, on: batch.transferOn };
    }),
  });
}

export async function suspended(cast: Cast, walk: Walk): Promise<void> {
  await inReview(cast, walk);
  const reason = '出勤簿の記載に疑義があるため。';
  await cast
    .by('reviewer')
    .call('case.suspend', { ...(await versionOf(cast, walk)), kind: 'false_record', reason });
}

export async function withdrawn(cast: Cast, walk: Walk): Promise<void> {
  const reason = '別の従業員で改めて申請するため。';
  await cast.by(walk.owner).call('application.withdraw', { ...(await versionOf(cast, walk)), reason });
}

export async function cancelled(cast: Cast, walk: Walk): Promise<void> {
  const reason = '支給の要件を満たさないことが決定後に判明したため。';
  await cast.by('approver2').call('case.cancel', { ...(await versionOf(cast, walk)), reason });
}

/** A paid grant that is found to have been too little; the further sum waits for its approval. */
export async function topUpProposed(cast: Cast, walk: Walk): Promise<void> {
  const reason = '休業期間の訂正により、支給額の不足が判明したため。';
  await cast
    .by('reviewer')
    .call('case.proposeTopUp', { ...(await versionOf(cast, walk)), amount: 100_000, reason });
}

/** A paid grant that is found to have been too much; a part of it is claimed back, by an approver who did not grant it. */
export async function partClaimed(cast: Cast, walk: Walk): Promise<void> {
  const reason = '休業期間の訂正により、支給額の過払いが判明したため。';
  await cast
    .by('approver2')
    .call('case.claimRepayment', { ...(await versionOf(cast, walk)), amount: 100_000, reason });
}

/** A paid grant that is found to have been wrong and claimed back. */
async function repaymentClaimed(cast: Cast, walk: Walk): Promise<void> {
  const reason = '支払後に、要件を満たさないことが判明したため。';
  await cast.by('approver2').call('case.claimRepayment', { ...(await versionOf(cast, walk)), reason });
}

export async function repaid(cast: Cast, walk: Walk): Promise<void> {
  await repaymentClaimed(cast, walk);
  const reason = '納入通知書により全額の返還を確認したため。';
  const amount = (await cast.by('clerk').call('case.workbench', { id: walk.id })).payments.find(
    (payment) => payment.state === 'paid',
  )?.amount;
  if (amount === undefined) throw new Error(`${walk.id} was never paid`);
  const on = await todayOf(cast.by('clerk'));
  await cast
    .by('clerk')
    .call('case.recordRepayment', { ...(await versionOf(cast, walk)), on, amount, reason });
}
