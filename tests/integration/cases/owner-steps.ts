/** 個人事業主の支給: one owner behind two addresses is one, and a firm of the same name is somebody to look at. */
import type { Answers } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Stage } from './cast.ts';

const OWNER: Partial<Answers> = { employerLegalForm: 'sole_owner', employerCorporateNumber: '', capital: '' };

const findingOf = async ({ cast }: Stage, { id }: journey.Walk, rule: string) =>
  (await cast.by('reviewer').call('case.workbench', { id })).judgement?.findings.find(
    (finding) => finding.rule === rule,
  );

/** 株式会社 and 個人事業主 of one name: an award to the first is told of, and does not count. */
export async function sameNameLooked(stage: Stage): Promise<void> {
  const firm = await stage.submitted({ employerName: '株式会社山田商店' });
  await journey.granted(stage.cast, firm);
  const owner = await stage.submitted({ ...OWNER, employerName: '山田商店' });
  const { receiptNumber } = (await stage.cast.by('reviewer').call('case.workbench', { id: firm.id })).case;
  for (const rule of ['prior_award', 'first_leave']) {
    const { verdict, found = '' } = (await findingOf(stage, owner, rule)) ?? {};
    expect(verdict, found).toBe('to_check');
    expect(found).toContain(`${receiptNumber ?? '?'}、名称が同じ`);
  }
  const { awards } = await stage.cast.by('reviewer').call('case.workbench', { id: owner.id });
  expect(awards.map(({ reference, agreed }) => [reference.split('　')[1], agreed])).toEqual([
    [receiptNumber, '名称が同じ'],
  ]);
}

/** One 雇用保険適用事業所番号 at two addresses: kept twice, and granted once. */
export async function oneOwnerGrantedOnce(stage: Stage): Promise<void> {
  const first = await stage.submitted(OWNER);
  const { employerName = '', insuranceOfficeNumber = '' } = first.answers;
  const same = { ...OWNER, employerName, insuranceOfficeNumber };
  const second = await stage.submitted({ ...same, employerAddress: '栃木県足利市本城3丁目2145番地' });
  await journey.recommended(stage.cast, second);
  await journey.granted(stage.cast, first);
  const { judgement } = await stage.cast.by('approver').call('case.workbench', { id: second.id });
  const act = async (verb: string, input: object) =>
    stage
      .client('approver')
      .post(`/grants/cases/${second.id}/${verb}`, { version: await stage.version(second), ...input });
  const stale = await act('grant', { amount: judgement?.amount?.total ?? 0 });
  expect(JSON.stringify(stale.body)).toContain('別の申請に支給決定がありました');
  expect((await act('return-to-review', { reason: '支給の重なり' })).status).toBe(200);
  await expect(findingOf(stage, second, 'prior_award')).resolves.toMatchObject({ verdict: 'failed' });
}
