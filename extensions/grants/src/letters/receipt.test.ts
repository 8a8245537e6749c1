import { describe, expect, it } from 'vitest';
import type { LetterData } from './index.ts';
import { read } from './reading.ts';
import { receiptPdf } from './receipt.ts';

const receipt = (files: number): LetterData<'receipt'> => ({
  programmeName: 'とちぎ男性育休推進企業奨励金',
  receiptNumber: 'R8-00012-4',
  addressee: {
    postalCode: '3200801',
    address: '栃木県宇都宮市池上町１番地１',
    building: null,
    name: '株式会社サンプル商会',
    representativeTitle: '代表取締役',
    representativeName: '髙橋　𠮷郎',
  },
  issuer: 'とちぎ男性育休推進企業奨励金事務局長',
  contact: { office: '奨励金事務局', phone: '028-000-0000', hours: '平日９時から17時まで' },
  code: 'L-3F9A-02C7',
  practice: false,
  submittedAt: '2026-06-12T01:42:00.000Z',
  receivedOn: '2026-06-12',
  files: Array.from({ length: files }, (_, index) => ({
    label: '出勤簿',
    name: `出勤簿${index + 1}.pdf`,
    pages: 100 + index,
    bytes: 120_000,
    sha256: `${String(index).padStart(4, '0')}89abcdef0123`.repeat(4),
  })),
  nextSteps: ['事務局が書類を確認します。'],
});

describe('受付票', () => {
  it('lists every file with its hash and pages, over as many pages as it needs', async () => {
    const data = receipt(40);
    const { text, pages } = await read(await receiptPdf(data));
    expect(text).toContain('受け取った書類（40件）');
    for (const file of data.files) {
      expect(text).toContain(`${file.name}${String(file.pages)}120KB${file.sha256.slice(0, 16)}`);
      expect(text).toContain(file.sha256);
    }
    expect(text).toContain('受付日時令和8年6月12日10時42分');
    expect(pages).toBeGreaterThan(1);
    expect(text).toContain(`${pages}/${pages}`);
  });

  it('says again on every page what the columns of a table are', async () => {
    const { sheets } = await read(await receiptPdf(receipt(40)));
    const going = sheets.filter((sheet) => /出勤簿\d+\.pdf/u.test(sheet));
    expect(going.length).toBeGreaterThan(1);
    for (const sheet of going) expect(sheet).toContain('番号書類ファイル名頁数大きさ照合値（略）');
    for (const sheet of sheets.filter((one) => !one.includes('これからの流れ')))
      expect(sheet).toMatch(/番号書類(?:ファイル名.*)?(?:照合値)/u);
  });

  it('says that the papers are held while none has been scanned, and shows no empty table', async () => {
    const { text } = await read(await receiptPdf(receipt(0)));
    expect(text).toContain('お送りいただいた書類は、事務局でお預かりしています');
    expect(text).not.toMatch(/0件|照合値（/u);
  });
});
