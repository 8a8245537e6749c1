import { answersSchema, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readLetter } from '../../fixtures/pdf.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const desk = () => stage.cast.by('reception');

describe('郵送受付', () => {
  it('numbers the papers at opening, by the postmark as the programme says', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15', postmarkOn: '2026-07-13' });
    expect(opened.receiptNumber).toMatch(/^R8-\d{6}-\d$/u);
    expect(opened.receivedOn).toBe('2026-07-13');
    const unread = await desk().call('case.receive', { arrivedOn: '2026-07-15', postmarkOn: null });
    expect(unread.receivedOn).toBe('2026-07-15');
    expect(unread.receiptNumber).not.toBe(opened.receiptNumber);
    const { cases, postRule } = await desk().call('intake.list', {});
    expect(postRule).toBe('postmark');
    expect(cases.find((one) => one.id === opened.id)).toMatchObject({
      arrivedOn: '2026-07-15',
      postmarkOn: '2026-07-13',
    });
  });

  it.each([
    [{ arrivedOn: '2026-07-16' }],
    [{ arrivedOn: '2026-07-14', postmarkOn: '2026-07-15' }],
    [{ arrivedOn: 'yesterday' }],
  ])('refuses %j', async (input) => {
    const answer = await stage.client('reception').post('/grants/cases', input);
    expect(refusalCode(answer)).toBe('INVALID_INPUT');
  });

  it('prints a cover sheet with the number', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const sheet = await readLetter(stage.client('reception'), `/grants/intake/${opened.id}/cover-sheet.pdf`);
    expect(sheet.pages).toBe(1);
    expect(sheet.text).toContain(opened.receiptNumber);
    const other = await stage.client('applicant').get(`/grants/intake/${opened.id}/cover-sheet.pdf`);
    expect(other.status).toBe(403);
  });

  it('finds who applied already before a word is typed: by name in any spelling, number or phone', async () => {
    const walk = await stage.submitted({ employerName: '株式会社髙根沢製麺', employerPhone: '028-612-3456' });
    const hits = async (query: Parameters<typeof search>[0]) =>
      (await search(query)).filter((hit) => hit.id === walk.id);
    const search = async (query: {
      employerName?: string;
      corporateNumber?: string;
      phone?: string;
    }): Promise<VerbOutput<'intake.search'>['hits']> => (await desk().call('intake.search', query)).hits;
    expect(await hits({ employerName: '（株）高根沢製麺' })).toMatchObject([{ agreed: ['名称が同じ'] }]);
    expect(await hits({ employerName: '高根沢' })).toMatchObject([{ agreed: ['名称が似ている'] }]);
    expect(await hits({ corporateNumber: walk.answers.employerCorporateNumber ?? '' })).toMatchObject([
      { agreed: ['法人番号が同じ'] },
    ]);
    expect(await hits({ phone: '０２８６１２３４５６' })).toMatchObject([{ agreed: ['電話番号が同じ'] }]);
    expect(await hits({ employerName: '日光硝子' })).toEqual([]);
    expect(await search({})).toEqual([]);
  });

  it('takes papers in that lack some: each gap becomes a finding, and the number stays', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const { id } = opened;
    await desk().call('application.save', { id, revision: 0, answers: answersSchema.parse(stage.answers()) });
    const { missing, missingPapers } = await desk().call('application.check', { id });
    expect(missing).toEqual([]);
    expect(missingPapers.length).toBeGreaterThan(5);
    const registered = await desk().call('case.register', { id, version: 0 });
    expect(registered.state).toBe('submitted');
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(seen.case.receiptNumber).toBe(opened.receiptNumber);
    const gaps = seen.judgement?.findings.filter((one) => one.rule === 'paper_missing') ?? [];
    expect(gaps).toHaveLength(missingPapers.length);
    expect(gaps[0]).toMatchObject({ title: '添付書類の不足', verdict: 'to_check' });
    expect(seen.judgement?.verdict).toBe('to_check');
  });
});
