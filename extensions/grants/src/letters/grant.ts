/** 支給決定通知書 (spec 本文4(2)キ). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, list, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenAmount, writtenDate } from './written.ts';

/** The granted sum, worked out where it is made of several: 300,000円（200,000円＋100,000円）. */
function sumText({ amount, breakdown, topUp }: LetterData<'grant'>): string {
  const sum = writtenAmount(amount);
  if (topUp !== undefined) return sum;
  return breakdown.length < 2
    ? sum
    : `${sum}（${breakdown.map((line) => writtenAmount(line.amount)).join('＋')}）`;
}

export function grantPdf(data: LetterData<'grant'>): Promise<Uint8Array> {
  const { topUp } = data;
  const heading = `${data.programmeName}${topUp === undefined ? '' : '追加'}支給決定通知書`;
  return typeset(
    {
      title: heading,
      date: data.decidedOn,
      footer: `${data.number}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, data.number, data.decidedOn);
      title(sheet, heading);
      paragraph(
        sheet,
        `　${writtenDate(data.receivedOn)}付けで申請のありました${data.programmeName}（受付番号 ${data.receiptNumber}）について、${topUp === undefined ? '審査の結果、' : 'すでに支給した額に加えて、'}下記のとおり支給することに決定しましたので、通知します。`,
      );
      centred(sheet, '記');
      const parts = data.breakdown.map((line) => `${line.label}　${writtenAmount(line.amount)}`);
      const { bankName, branchName, accountTypeLabel, last3, holderKana } = data.account;
      facts(sheet, [
        ['対象従業員', `${data.employeeInitials}（頭文字で表示しています。）`],
        ['育児休業の期間', data.leaveText],
        ...(topUp === undefined
          ? ([
              ['支給決定額', sumText(data)],
              ['支給決定額の内訳', parts.join('\n')],
            ] as const)
          : ([
              ['追加支給決定額', sumText(data)],
              ['すでに支給した額', writtenAmount(topUp.paid)],
              ...(topUp.claimed ? [['返還された額', writtenAmount(topUp.claimed)] as const] : []),
              ['支給額の合計', writtenAmount(topUp.paid - (topUp.claimed ?? 0) + data.amount)],
              ['追加支給の理由', topUp.reason],
            ] as const)),
        [
          '振込先口座',
          `${bankName}　${branchName}　${accountTypeLabel}　口座番号の末尾３桁 ${last3}\n口座名義 ${holderKana}`,
        ],
        ['振込の時期', '速やかに上記の口座へ振り込みます。振込日は申請ポータルに表示します。'],
      ]);
      // The conditions and whom to ask stand together, on a second sheet if need be.
      roomFor(sheet, 130);
      paragraph(sheet, '支給の条件', 0.2);
      list(sheet, data.conditions, (index) => `${index + 1}.`);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
