import { describe, expect, it } from 'vitest';
import { renderLetter, type LetterData } from './index.ts';
import { head, read } from './reading.ts';

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
});

describe('取下げの取消しのお知らせ', () => {
  it('says since when the withdrawal was recorded, why it is undone, and that nothing is filed anew', async () => {
    const undone: LetterData<'undone'> = {
      ...head,
      number: 'R8-00001-2-取1',
      withdrawnOn: '2026-07-14',
      undoneOn: '2026-07-16',
      reason: '事務局が取下げの記録を誤ったため。御迷惑をおかけし、申し訳ありません。',
    };
    const { text } = await read(await renderLetter('undone', undone));
    for (const said of [
      '取下げの取消しについて',
      '令和8年7月14日',
      '令和8年7月16日',
      '記録を誤ったため',
      '改めて申請',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('明らかな誤記');
  });
});
