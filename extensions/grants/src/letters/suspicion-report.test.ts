import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';
import { suspicionReportPdf, type SuspicionReport } from './suspicion-report.ts';

const report: SuspicionReport = {
  programmeName: 'とちぎ男性育休推進企業奨励金',
  issuer: '奨励金事務局',
  receiptNumber: 'R8-00012',
  employerName: '株式会社サンプル商会',
  soleOwner: false,
  corporateNumber: '4011001098993',
  representativeName: '見本 一郎',
  employeeName: '見本 太郎',
  agentName: null,
  amount: null,
  state: '審査中',
  kind: '出勤簿・賃金台帳の作為',
  raisedAt: '2026-07-14T01:00:00Z',
  raisedBy: '審査 花子',
  facts: '出勤簿の記載が賃金台帳と合わない。',
  notes: [],
  signals: [],
  answer: null,
  measure: 'stopped',
  conclusion: null,
  printedOn: '2026-07-14',
  practice: false,
};
const textOf = async (changes: Partial<SuspicionReport>): Promise<string> =>
  (await read(await suspicionReportPdf({ ...report, ...changes }))).text;

describe('不正疑義の速報', () => {
  it('says of a corporate number that is missing that it is not known, and only of a sole owner that there is none', async () => {
    await expect(textOf({})).resolves.toContain('法人番号4011001098993');
    await expect(textOf({ corporateNumber: null })).resolves.toContain('法人番号未確認（記入なし）');
    const owner = await textOf({ corporateNumber: null, soleOwner: true });
    expect(owner).toContain('法人番号なし（個人事業主）');
  });

  it('leaves no name blank that the papers left open', async () => {
    const text = await textOf({ employerName: '', representativeName: '', employeeName: '' });
    for (const label of ['申請事業主', '代表者', '対象従業員'])
      expect(text).toContain(`${label}未確認（記入なし）`);
  });
});
