import { describe, expect, it } from 'vitest';
import { renderLetter, type LetterData } from './index.ts';
import { read } from './reading.ts';

const head = {
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
};

describe('訂正のお知らせ', () => {
  it('says what was put right, old and new, and asks for nothing but an objection', async () => {
    const fix: LetterData<'fix'> = {
      ...head,
      number: 'R8-00001-2-訂1',
      fixedOn: '2026-07-10',
      reason: '登記の写しと照らして明らかな誤字であるため。',
      items: [
        { label: '代表者の氏名', before: '山田 太朗', after: '山田 太郎' },
        { label: '事業主の所在地', before: '－', after: '栃木県宇都宮市塙田1丁目1番20号' },
      ],
    };
    const { text } = await read(await renderLetter('fix', fix));
    for (const said of [
      '申請内容の訂正',
      '山田太朗',
      '山田太郎',
      '塙田1丁目',
      '明らかな誤字',
      '必要ありません',
    ])
      expect(text).toContain(said);
  });

  it('says of a withdrawal taken back since when it was recorded, why it is undone, and that nothing is filed anew', async () => {
    const undone: LetterData<'fix'> = {
      ...head,
      number: 'R8-00001-2-訂2',
      fixedOn: '2026-07-16',
      reason: '事務局が取下げの記録を誤ったため。御迷惑をおかけし、申し訳ありません。',
      items: [],
      withdrawnOn: '2026-07-14',
    };
    const { text } = await read(await renderLetter('fix', undone));
    for (const said of [
      '取下げの取消しについて',
      '令和8年7月14日',
      '令和8年7月16日',
      '記録を誤ったため',
      '改めて申請',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('明らかな誤記');
    await expect(renderLetter('fix', { ...undone, withdrawnOn: undefined })).rejects.toThrow();
  });
});
