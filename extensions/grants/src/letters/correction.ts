/** 補正依頼書: what to mend, by when, and how to answer (spec 本文4(2)イ). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, title, typeset } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenDate } from './written.ts';

function howToAnswer({ online }: LetterData<'correction'>): string {
  return online
    ? '申請ポータルの「補正」の画面で該当する項目だけを直して送信するか、補正した書類を郵送してください。直す必要がないとお考えの項目は、その理由を回答してください。'
    : 'この依頼書の写しに、直した内容を書いた書面又は補正した書類を添えて、下記の送付先へ郵送してください。直す必要がないとお考えの項目は、その理由を書面に書いてください。配達が確認できる方法をお勧めします。';
}

export function correctionPdf(data: LetterData<'correction'>): Promise<Uint8Array> {
  const heading = '申請書類の補正について（依頼）';
  const due = writtenDate(data.dueOn);
  return typeset(
    {
      title: heading,
      date: data.requestedOn,
      footer: `${data.number}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, data.number, data.requestedOn);
      title(sheet, heading);
      paragraph(
        sheet,
        `　申請のありました${data.programmeName}（受付番号 ${data.receiptNumber}）の書類を確認したところ、下記の点について補正が必要です。お手数ですが、${due}までに補正してくださるようお願いします。`,
      );
      centred(sheet, '記');
      table(
        sheet,
        [
          { share: 0.07, header: '番号', align: 'center', size: 9 },
          { share: 0.25, header: '項目・書類' },
          { share: 0.26, header: '現在の内容' },
          { share: 0.42, header: '補正していただきたい内容' },
        ],
        data.items.map((item, index) => [
          String(index + 1),
          item.label,
          // Of several papers of a kind, the very one; it stands for its name.
          item.file ?? item.present ?? '－',
          [item.reason, ...(item.wanted === undefined ? [] : [item.wanted])].join('\n'),
        ]),
      );
      if (data.note !== '') paragraph(sheet, data.note);
      facts(sheet, [
        ['補正の期限', due],
        ['回答の方法', howToAnswer(data)],
        ...(data.postTo === '' ? [] : [['郵送の送付先', data.postTo] as const]),
        [
          '期限に間に合わない場合',
          '期限の前に下記へ御連絡ください。御連絡がない場合は、取扱いを県と協議します。',
        ],
        ['問合せ先', contactLine(data.contact)],
      ]);
    },
  );
}
