/** 事務局による訂正, as its applicant is told of it: at the portal and in the copy of what was sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

describe('事務局が訂正した項目', () => {
  const REASON = 'R8-000777-7（別の会社）の記入と取り違えたため';

  it('is told to the applicant with what was sent, and without the reason, which may name others', async () => {
    const walk = await stage.submitted({ employeeName: '青木 次朗' });
    const show = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect((await show()).fixes).toEqual([]);
    const { version } = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
    const changes = [{ key: 'employeeName', value: '青木 次郎' }];
    const fixed = await stage
      .client('reviewer')
      .post(`/grants/cases/${walk.id}/staff-fix`, { version, reason: REASON, changes });
    expect(fixed.status).toBe(200);
    const shown = await show();
    const told = { label: expect.any(String) as string, before: '青木 次朗', after: '青木 次郎' };
    expect(shown.fixes).toEqual([{ ...told, at: expect.stringMatching(/^\d{4}-/u) as string }]);
    expect(JSON.stringify(shown)).not.toContain('別の会社');

    const copy = await stage.client('applicant').fetch(`/grants/applications/${walk.id}/copy.pdf`);
    const { text } = await readPdf(new Uint8Array(await copy.arrayBuffer()));
    const words = text.replaceAll(/\s/gu, '');
    for (const part of ['事務局による訂正', '青木次朗', '青木次郎']) expect(words).toContain(part);
    expect(words).not.toContain('別の会社');
    const other = await stage.client('applicant2').get(`/grants/applications/${walk.id}`);
    expect(other.status).toBe(404);
  });
});
