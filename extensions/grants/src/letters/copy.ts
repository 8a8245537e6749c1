/**
 * 提出内容の控え: everything an applicant has sent, in one document: answers by section, papers with hash and pages, what
 * was asked and answered in corrections, what the office put right, the messages with the office, and what happened when. Not a letter: it is made
 * when it is asked for.
 */
import { heading, printable } from './printable.ts';
import { paragraph, roomFor, title, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenMoment } from './written.ts';

/** What the copy says; every text is ready to print. */
export interface CopyData {
  readonly programmeName: string;
  readonly practice: boolean;
  readonly receiptNumber: string;
  /** ISO instants. */
  readonly submittedAt: string;
  readonly madeAt: string;
  /** YYYY-MM-DD of `madeAt` in Japan. */
  readonly madeOn: string;
  readonly stateLabel: string;
  /** 手続代行者, or empty. */
  readonly agent: string;
  readonly sections: readonly {
    readonly label: string;
    readonly answers: readonly (readonly [string, string])[];
  }[];
  readonly papers: readonly {
    readonly label: string;
    readonly name: string;
    readonly pages: number | null;
    readonly sha256: string;
    readonly at: string;
    readonly standing: string;
  }[];
  readonly corrections: readonly {
    readonly heading: string;
    /** What the office wrote above the items, or empty. */
    readonly note: string;
    readonly requestedAt: string;
    readonly answeredAt: string | null;
    readonly items: readonly (readonly [string, string, string, string])[];
  }[];
  /** 事務局による訂正, oldest first. */
  readonly fixes: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
    readonly at: string;
  }[];
  /** 事務局との連絡, oldest first. */
  readonly messages: readonly { readonly at: string; readonly who: string; readonly body: string }[];
  readonly events: readonly (readonly [string, string])[];
}

// The sections above hold what stands now: what was sent is said here.
function fixes(sheet: Sheet, given: CopyData['fixes']): void {
  heading(sheet, '事務局による訂正');
  paragraph(
    sheet,
    '　明らかな誤記を、事務局が次のとおり訂正しました。上の各項目は、訂正後の内容です。違うときは、事務局に御連絡ください。',
  );
  table(
    sheet,
    [
      { share: 0.22, header: '項目', size: 9 },
      { share: 0.28, header: '訂正前（提出した内容）', size: 9 },
      { share: 0.28, header: '訂正後', size: 9 },
      { share: 0.22, header: '訂正の日時', size: 9 },
    ],
    given.map(({ label, before, after, at }) => [label, before, after, writtenMoment(at)]),
  );
}

// A message may be longer than a page: it flows, where a row of a table would not.
function messages(sheet: Sheet, given: CopyData['messages']): void {
  heading(sheet, `事務局との連絡（${String(given.length)}件）`);
  for (const { at, who, body } of given) {
    roomFor(sheet, 50);
    sheet.doc.font('bold').fontSize(9);
    sheet.doc.text(`${writtenMoment(at)}　${who}`, sheet.left, sheet.doc.y, { width: sheet.width });
    sheet.doc.moveDown(0.2);
    paragraph(sheet, body);
  }
}

/** Renders the copy; the bytes of a PDF. */
export function copyPdf(given: CopyData): Promise<Uint8Array> {
  const data = printable(given);
  const name = `${data.programmeName}　提出内容の控え`;
  return typeset(
    {
      title: name,
      date: data.madeOn,
      footer: `提出内容の控え　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      title(sheet, name);
      paragraph(
        sheet,
        '　申請者が提出した内容と書類、補正及び連絡の一覧です。審査の結果は、支給決定通知書又は不支給決定通知書でお知らせします。',
      );
      facts(sheet, [
        ['受付番号', data.receiptNumber],
        ['受付日時', writtenMoment(data.submittedAt)],
        ['現在の状況', data.stateLabel],
        ...(data.agent === '' ? [] : [['手続代行者', data.agent] as const]),
        ['この控えの作成日時', writtenMoment(data.madeAt)],
      ]);
      for (const section of data.sections) {
        heading(sheet, section.label);
        table(sheet, [{ share: 0.34 }, { share: 0.66 }], section.answers);
      }
      heading(sheet, `提出した書類（${String(data.papers.length)}件）`);
      table(
        sheet,
        [
          { share: 0.24, header: '書類', size: 9 },
          { share: 0.3, header: 'ファイル名・受領日時', size: 8.5 },
          { share: 0.08, header: '頁数', align: 'right', size: 9 },
          { share: 0.38, header: '照合用の値（SHA-256）', size: 7.5 },
        ],
        data.papers.map((paper) => [
          `${paper.label}${paper.standing === '' ? '' : `\n（${paper.standing}）`}`,
          `${paper.name}\n${writtenMoment(paper.at)}`,
          paper.pages === null ? '－' : String(paper.pages),
          `${paper.sha256.slice(0, 32)}\n${paper.sha256.slice(32)}`,
        ]),
      );
      for (const round of data.corrections) {
        heading(sheet, round.heading);
        facts(sheet, [
          ['依頼の日時', writtenMoment(round.requestedAt)],
          ...(round.note === '' ? [] : [['事務局から', round.note] as const]),
          ['回答の日時', round.answeredAt === null ? '（未回答）' : writtenMoment(round.answeredAt)],
        ]);
        table(
          sheet,
          [
            { share: 0.22, header: '項目・書類', size: 9 },
            { share: 0.34, header: '依頼の内容', size: 9 },
            { share: 0.22, header: '補正前', size: 9 },
            { share: 0.22, header: '補正後', size: 9 },
          ],
          round.items,
        );
      }
      if (data.fixes.length > 0) fixes(sheet, data.fixes);
      if (data.messages.length > 0) messages(sheet, data.messages);
      heading(sheet, '手続きの経過');
      table(
        sheet,
        [{ share: 0.34 }, { share: 0.66 }],
        data.events.map(([at, label]) => [writtenMoment(at), label] as const),
      );
    },
  );
}
