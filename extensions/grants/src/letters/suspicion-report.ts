/** 不正疑義の速報 to the prefecture (仕様書 本文4(2)ク): what is suspected, of which case, and what has been stopped. */
import { suspicionMeasures, type SuspicionMeasure } from '@grant/schema';
import { centred, flushRight, list, paragraph, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenAmount, writtenDate, writtenMoment } from './written.ts';

/** What a report says. Days `YYYY-MM-DD` in Japan, moments ISO; amounts in whole yen. */
export interface SuspicionReport {
  readonly programmeName: string;
  readonly issuer: string;
  readonly receiptNumber: string;
  /** Empty where a paper left it open, as are the other names. */
  readonly employerName: string;
  /** 個人事業主, who has no corporate number. */
  readonly soleOwner: boolean;
  readonly corporateNumber: string | null;
  readonly representativeName: string;
  readonly employeeName: string;
  readonly agentName: string | null;
  readonly amount: number | null;
  readonly state: string;
  readonly kind: string;
  readonly raisedAt: string;
  readonly raisedBy: string;
  readonly facts: string;
  /** 続報: what became known since, oldest first. */
  readonly notes: readonly { readonly at: string; readonly by: string; readonly facts: string }[];
  readonly signals: readonly string[];
  readonly answer: string | null;
  readonly measure: SuspicionMeasure;
  readonly conclusion: string | null;
  readonly printedOn: string;
  readonly practice: boolean;
}

function lead({ programmeName, conclusion, measure }: SuspicionReport): string {
  const found = `　${programmeName}の申請について、不正の疑いを把握しましたので、次のとおり報告します。`;
  if (conclusion !== null) return `${found}この疑いの調査は終わりました。結論は表の末尾のとおりです。`;
  return `${found}${suspicionMeasures[measure]}申請者及び手続代行者には知らせていません。`;
}

/** What the papers did not say is not known; it is never said to be none. */
const known = (value: string): string => value || '未確認（記入なし）';

/** @returns the bytes of a PDF */
export function suspicionReportPdf(data: SuspicionReport): Promise<Uint8Array> {
  const heading = `不正の疑いのある申請について（${data.notes.length > 0 ? '続報' : '速報'}）`;
  return typeset(
    {
      title: `${heading} ${data.receiptNumber}`,
      date: data.printedOn,
      footer: `取扱注意　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      flushRight(sheet, [writtenDate(data.printedOn)]);
      paragraph(sheet, '県御担当者　様');
      flushRight(sheet, [data.issuer]);
      title(sheet, heading);
      paragraph(sheet, lead(data));
      centred(sheet, '記');
      facts(sheet, [
        ['受付番号', data.receiptNumber],
        ['申請事業主', known(data.employerName)],
        ['法人番号', data.soleOwner ? 'なし（個人事業主）' : known(data.corporateNumber ?? '')],
        ['代表者', known(data.representativeName)],
        ['対象従業員', known(data.employeeName)],
        ['手続代行者', data.agentName ?? 'なし'],
        ['支給額（判定）', data.amount === null ? '－' : writtenAmount(data.amount)],
        ['案件の状態', data.state],
        ['疑いの種類', data.kind],
        ['把握した日時・職員', `${writtenMoment(data.raisedAt)}　${data.raisedBy}`],
        ['確認した事実', data.facts],
        ...data.notes.map(({ at, by, facts }): [string, string] => [
          '追加の事実',
          `${writtenMoment(at)}　${by}\n${facts}`,
        ]),
        ['県の指示', data.answer ?? '（未受領）'],
        ['調査の結論', data.conclusion ?? '（調査中）'],
      ]);
      if (data.signals.length > 0) {
        paragraph(sheet, '申請の内容から計算した兆候', 0.3);
        list(sheet, data.signals, (index) => `${index + 1}`);
      }
    },
  );
}
