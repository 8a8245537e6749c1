import { describe, expect, it } from 'vitest';
import { isRefusalError } from '@grant/schema';
import { renderLetter, type LetterData } from './index.ts';
import { head, read } from './reading.ts';

const grant: LetterData<'grant'> = {
  ...head,
  number: '男育第12号',
  decidedOn: '2026-07-10',
  receivedOn: '2026-06-12',
  employeeInitials: 'T.S.',
  leaveText: '令和8年4月1日から令和8年5月10日まで',
  amount: 300_000,
  breakdown: [
    { label: '基本額', amount: 200_000 },
    { label: '加算（はじめて1か月以上取得させた場合）', amount: 100_000 },
  ],
  account: {
    bankName: '足利銀行',
    branchName: '本店',
    accountTypeLabel: '普通',
    last3: '321',
    holderKana: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｶｲ',
  },
  conditions: ['調査に協力すること。'],
};

const refusal: LetterData<'refusal'> = {
  ...head,
  number: '男育第13号',
  decidedOn: '2026-07-10',
  receivedOn: '2026-06-12',
  reasons: [{ requirement: '通算１か月以上の育児休業', text: '通算29日であり、１か月に達していません。' }],
  reapplyText: '要件を満たした場合は、改めて申請できます。',
};

const correction: LetterData<'correction'> = {
  ...head,
  number: '男育補第3号',
  requestedOn: '2026-06-20',
  dueOn: '2026-07-04',
  online: true,
  postTo: '〒320-0000　宇都宮市塙田1-1-20　奨励金事務局',
  note: '',
  items: [{ label: '通帳の写し', present: null, reason: '口座名義のカナの頁を添付してください。' }],
};

describe('支給決定通知書', () => {
  it('states number, date, addressee, amount, its parts and only the last digits of the account', async () => {
    const { text, pages } = await read(await renderLetter('grant', grant));
    for (const words of [
      '男育第12号',
      '令和8年7月10日',
      '髙橋𠮷郎様',
      '300,000円',
      '基本額200,000円',
      '末尾３桁321',
    ]) {
      expect(text).toContain(words);
    }
    expect(pages).toBe(1);
  });

  it.each([1, 2, 4])(
    'stands on one sheet with %i periods of leave, every condition and a long address',
    async (parts) => {
      const period = '出生時育児休業 令和8年10月10日から令和8年11月10日まで';
      const full: LetterData<'grant'> = {
        ...grant,
        programmeName: `${grant.programmeName}（練習）`,
        addressee: { ...grant.addressee, building: 'サンプルビルディング３階' },
        leaveText: Array.from({ length: parts }, () => period).join('\n'),
        contact: {
          office: 'とちぎ男性育休推進企業奨励金事務局',
          phone: '028-000-0000',
          hours: '午前9時から午後5時まで（土曜日・日曜日・祝日・年末年始を除く）',
        },
        conditions: [
          '事務局又は県が必要と認めるときは、報告を求め、又は調査を行うことがあります。',
          '偽りその他不正の手段により支給を受けたことが明らかになったときは、決定を取り消し、奨励金の返還を求めます。',
          '申請に関する書類は、令和14年3月31日まで保存してください。',
        ],
      };
      const { pages, text } = await read(await renderLetter('grant', full));
      expect(pages).toBe(1);
      expect(text).toContain('受付番号R8-00012-4');
    },
  );

  it('keeps conditions and 問合せ先 together where a second sheet is needed', async () => {
    const leaveText = Array.from({ length: 12 }, () => '育児休業 令和8年4月1日から令和8年5月10日まで').join(
      '\n',
    );
    const { sheets } = await read(await renderLetter('grant', { ...grant, leaveText }));
    expect(sheets).toHaveLength(2);
    expect(sheets[1]).toMatch(/支給の条件.*調査に協力すること.*問合せ先/u);
  });

  it('names the addition by its kind and shows the sum worked out', async () => {
    const { text } = await read(await renderLetter('grant', grant));
    expect(text).toContain('加算（はじめて1か月以上取得させた場合）100,000円');
    expect(text).toContain('300,000円（200,000円＋100,000円）');
  });

  it('shows no sum where there is nothing to add', async () => {
    const plain = { ...grant, amount: 200_000, breakdown: grant.breakdown.slice(0, 1) };
    const { text } = await read(await renderLetter('grant', plain));
    expect(text).toContain('基本額200,000円');
    expect(text).not.toContain('200,000円（');
  });

  it('embeds its faces, so that it prints the same on any machine', async () => {
    const raw = Buffer.from(await renderLetter('grant', grant)).toString('latin1');
    expect(raw.match(/\/FontFile2/g)?.length).toBe(2);
    expect(raw).not.toMatch(/\/BaseFont \/Helvetica/);
  });

  it('gives the same bytes for the same data, so that a stored hash can be checked by printing again', async () => {
    const [first, second] = [await renderLetter('grant', grant), await renderLetter('grant', grant)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('is marked 練習用・無効 for practice cases and only for them', async () => {
    expect((await read(await renderLetter('grant', { ...grant, practice: true }))).text).toContain(
      '練習用・無効',
    );
    expect((await read(await renderLetter('grant', grant))).text).not.toContain('練習用');
  });
});

describe('不支給決定通知書', () => {
  it('states each requirement that was not met with its reason', async () => {
    const { text } = await read(await renderLetter('refusal', refusal));
    expect(text).toContain('支給しないことに決定');
    expect(text).toContain('通算29日であり、１か月に達していません。');
  });

  it('cannot be made without a reason', async () => {
    await expect(renderLetter('refusal', { ...refusal, reasons: [] })).rejects.toThrow();
  });
});

describe('決定取消・返還請求通知書', () => {
  const claim: LetterData<'claim'> = {
    ...head,
    number: '男育第12号の2',
    decidedOn: '2026-11-20',
    decision: { number: '男育第12号', decidedOn: '2026-07-10' },
    paid: 500_000,
    claimedBefore: 0,
    amount: 200_000,
    kept: 300_000,
    reason: '育児休業の期間に誤りがあり、加算の要件を満たさないため。',
  };

  it('states of a part what is claimed and what stays awarded, and why', async () => {
    const { text } = await read(await renderLetter('claim', claim));
    expect(text).toContain('支給決定一部取消・返還請求通知書');
    expect(text).toContain('男育第12号で支給を決定した');
    for (const said of ['200,000円', '500,000円', '300,000円', '加算の要件を満たさないため。'])
      expect(text).toContain(said);
    expect(text).not.toContain('すでに返還を請求した額');
  });

  it('states of the rest that nothing stays, and what was claimed before', async () => {
    const rest = { ...claim, claimedBefore: 200_000, amount: 300_000, kept: 0 };
    const { text } = await read(await renderLetter('claim', rest));
    expect(text).not.toContain('一部');
    expect(text).toContain('すでに返還を請求した額');
    expect(text).toMatch(/取消し後の支給額\s*0円/u);
  });
});

describe('支給決定取消通知書', () => {
  it('names the decision, what it awarded and why it is taken back, and says that nothing was paid', async () => {
    const cancel: LetterData<'cancel'> = {
      ...head,
      number: '男育第12号の2',
      decidedOn: '2026-11-20',
      decision: { number: '男育第12号', decidedOn: '2026-07-10' },
      amount: 500_000,
      reason: '申請の内容に誤りがあり、要件を満たさないため。',
    };
    const { text } = await read(await renderLetter('cancel', cancel));
    for (const said of [
      '支給決定取消通知書',
      '男育第12号で支給を決定した',
      '500,000円',
      '要件を満たさないため。',
    ])
      expect(text).toContain(said);
    expect(text).toContain('支払いません');
  });

  it('takes a refusal back without a word of money', async () => {
    const { text } = await read(
      await renderLetter('cancel', {
        ...head,
        number: '男育第13号の2',
        decidedOn: '2026-11-20',
        decision: { kind: 'refuse', number: '男育第13号', decidedOn: '2026-11-10' },
        amount: 0,
        reason: '要件を満たすことが後に確かめられたため。',
      }),
    );
    for (const said of ['不支給決定取消通知書', '男育第13号で不支給を決定した', '改めて審査し'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/\d円|支払いません/u);
  });
});

describe('補正依頼書', () => {
  it('states each item, what to do and the due date', async () => {
    const items = correction.items.map((one) => ({ ...one, file: '2通目の3枚目', wanted: '（差し替え）' }));
    const { text } = await read(await renderLetter('correction', { ...correction, items }));
    expect(text).toMatch(/2通目の3枚目\s*口座名義のカナの頁を添付してください。\s*（差し替え）/u);
    expect(text).toContain('補正の期限令和8年7月4日');
    expect(text).toContain('申請ポータルの「補正」の画面で');
  });

  it('tells who filed by post where to send it, and of no screen they cannot open', async () => {
    const { text } = await read(await renderLetter('correction', { ...correction, online: false }));
    expect(text).toContain('郵送の送付先〒320-0000宇都宮市塙田1-1-20奨励金事務局');
    expect(text).not.toContain('ポータル');
  });

  it('goes on over the page where a reason is longer than one, and loses no letter', async () => {
    const reason = Array.from(
      { length: 125 },
      (_, index) => `緑の件${String(index).padStart(3, '0')}。`,
    ).join('');
    const [item] = correction.items;
    const items = [{ label: '', present: null, ...item, reason }, ...correction.items];
    const { text, sheets } = await read(await renderLetter('correction', { ...correction, items }));
    expect(text.split('緑').length).toBe(reason.split('緑').length);
    // The first page holds the head and goes on; no page is left with a few lines that fell off another.
    expect(sheets.every((sheet) => sheet.length > 150)).toBe(true);
  });
});

describe('any letter', () => {
  it('is refused with the characters named when the face cannot draw one', async () => {
    const addressee = { ...head.addressee, name: '株式会社\u{2A6D7}' };
    const refused = await renderLetter('grant', { ...grant, addressee }).catch((error: unknown) => error);
    if (!isRefusalError(refused)) throw new Error('expected a refusal');
    expect(refused.refusal).toMatchObject({
      code: 'LETTER_GLYPH_MISSING',
      facts: { characters: '\u{2A6D7}' },
    });
  });
});
