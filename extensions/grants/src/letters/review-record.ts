/**
 * 審査調書: what was looked at, how it was judged and on which page it stands, the arithmetic, earlier awards, and who did
 * what; for the file and for an inspection years later. Made when it is asked for.
 */
import { heading, printable } from './printable.ts';
import { list, paragraph, title, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenDate, writtenMoment } from './written.ts';

/** What the record says; every text is ready to print. */
export interface ReviewRecord {
  readonly programmeName: string;
  readonly practice: boolean;
  readonly receiptNumber: string;
  /** ISO instant, and its day in Japan. */
  readonly madeAt: string;
  readonly madeOn: string;
  readonly madeBy: string;
  readonly case: readonly (readonly [string, string])[];
  readonly verdict: string;
  /** 要件、判定、判断、根拠とメモ. */
  readonly findings: readonly (readonly [string, string, string, string])[];
  readonly leave: readonly string[];
  readonly amount: readonly string[];
  /** 読み方の対照: what for, reading, result. */
  readonly readings: readonly (readonly [string, string, string])[];
  readonly awards: readonly (readonly [string, string, string, string])[];
  readonly duplicates: readonly (readonly [string, string, string])[];
  readonly fixes: readonly (readonly [string, string, string, string])[];
  readonly corrections: readonly {
    readonly heading: string;
    readonly items: readonly (readonly [string, string, string, string])[];
  }[];
  /** Moment, what, by whom, reason. */
  readonly timeline: readonly {
    readonly at: string;
    readonly what: string;
    readonly who: string;
    readonly why: string;
  }[];
}

const SMALL = 8.5;

function rows(
  sheet: Sheet,
  name: string,
  headers: readonly (readonly [string, number])[],
  cells: readonly (readonly string[])[],
): void {
  heading(sheet, name);
  if (cells.length === 0) {
    paragraph(sheet, '該当はありません。');
    return;
  }
  table(
    sheet,
    headers.map(([header, share]) => ({ header, share, size: SMALL })),
    cells,
  );
}

function arithmetic(sheet: Sheet, data: ReviewRecord): void {
  heading(sheet, '２　休業期間の通算と支給額の計算');
  list(sheet, data.leave, () => '・');
  list(sheet, data.amount, () => '・');
  table(
    sheet,
    [
      { share: 0.42, header: '決まること', size: SMALL },
      { share: 0.38, header: '読み方', size: SMALL },
      { share: 0.2, header: '結果', size: SMALL },
    ],
    data.readings,
  );
}

/** 押印・署名の欄, empty: the record is signed on paper where the prefecture asks for it. */
function signatures(sheet: Sheet): void {
  heading(sheet, '確認欄');
  table(
    sheet,
    [
      { share: 0.34, header: '審査', align: 'center', size: SMALL },
      { share: 0.33, header: '事務局責任者', align: 'center', size: SMALL },
      { share: 0.33, header: '決裁', align: 'center', size: SMALL },
    ],
    [['\n\n\n', '\n\n\n', '\n\n\n']],
  );
}

/** Renders the record; the bytes of a PDF. */
export function reviewRecordPdf(given: ReviewRecord): Promise<Uint8Array> {
  const data = printable(given);
  return typeset(
    {
      title: `審査調書 ${data.receiptNumber}`,
      date: data.madeOn,
      footer: `${data.programmeName}　審査調書　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      title(sheet, '審　査　調　書');
      facts(sheet, data.case);
      rows(
        sheet,
        `１　要件の判定と確認（${data.verdict}）`,
        [
          ['要件', 0.26],
          ['判定と認めた事実', 0.34],
          ['判断', 0.13],
          ['根拠・メモ', 0.27],
        ],
        data.findings,
      );
      arithmetic(sheet, data);
      rows(
        sheet,
        '３　過去の支給',
        [
          ['年度', 0.12],
          ['番号・資料', 0.36],
          ['支給先・金額', 0.3],
          ['一致した点', 0.22],
        ],
        data.awards,
      );
      rows(
        sheet,
        '４　重複の確認',
        [
          ['疑い', 0.34],
          ['相手', 0.3],
          ['結果と理由', 0.36],
        ],
        data.duplicates,
      );
      rows(
        sheet,
        '５　事務局による誤記の訂正',
        [
          ['項目', 0.2],
          ['訂正前', 0.24],
          ['訂正後', 0.24],
          ['理由・訂正者・日時', 0.32],
        ],
        data.fixes,
      );
      if (data.corrections.length === 0) rows(sheet, '６　補正', [], []);
      for (const round of data.corrections)
        rows(
          sheet,
          `６　${round.heading}`,
          [
            ['項目・書類', 0.22],
            ['依頼の内容', 0.34],
            ['補正前', 0.22],
            ['補正後', 0.22],
          ],
          round.items,
        );
      rows(
        sheet,
        '７　経過',
        [
          ['日時', 0.29],
          ['事項', 0.21],
          ['行った人（職務）', 0.24],
          ['理由', 0.26],
        ],
        data.timeline.map((one) => [
          one.at.includes('T') ? writtenMoment(one.at) : writtenDate(one.at),
          one.what,
          one.who,
          one.why,
        ]),
      );
      signatures(sheet);
      paragraph(sheet, `作成 ${writtenMoment(data.madeAt)}　${data.madeBy}`);
    },
  );
}
