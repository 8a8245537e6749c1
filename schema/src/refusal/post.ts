import { dayInWords } from '../civil-date/day-words.ts';
import { entry } from './entry.ts';

/** 郵送の書類と状況の照会に係る拒否. */
export const postRefusals = {
  PAGES_UNASSIGNED: entry<{ page: number }>(
    422,
    ({ page }) =>
      `${page}頁の振り分けが決まっていないか、重なっています。すべての頁を1回ずつ、案件又は「綴じない」に振り分けてください。`,
  ),
  COVER_SHEET_UNKNOWN: entry<{ receiptNumbers: string }>(
    422,
    ({ receiptNumbers }) =>
      `次の受付番号の案件がないか、書類を綴じられる状態ではありません（${receiptNumbers}）。整理票の番号を確かめ、その頁の振り分けを直してください。読み取ったファイルは残っています。`,
  ),
  ENVELOPES_MISCOUNTED: entry<{ counted: number; bound: number; unbound: number }>(
    422,
    ({ counted, bound, unbound }) =>
      `手元の封筒は${counted}通ですが、案件に綴じるのは${bound}通分です${
        unbound > 0 ? `（ほかに、綴じない部分が${unbound}つあります）` : ''
      }。整理票が読み取られず、前の封筒につながった頁がないかを確かめ、「ここから別の封筒」で分けてください。1通が二つに分かれているときは、つないでください。まだ何も綴じていません。`,
  ),
  CASE_UNSEEN: entry<{ receiptNumber: string }>(
    409,
    ({ receiptNumber }) =>
      `受付番号${receiptNumber}が誰の申請かを、まだ確かめていません。受付番号のそばに表示される事業主の名称が正しいことを確かめて、もう一度操作してください。`,
  ),
  STATUS_PIN_GIVEN: entry<{ givenOn: string }>(
    409,
    ({ givenOn }) =>
      `照会番号は、${dayInWords(givenOn)}に発行しています。新しい照会番号を発行すると、前の照会番号では、状況を確認できなくなります。案内の紛失などで発行し直すときだけ、新しい番号の発行を選んでください。`,
  ),
  STATUS_NOT_FOUND: entry(
    404,
    () =>
      '受付番号又は照会番号が違います。お送りした「申請状況の確認のご案内」を見て、もう一度入力してください。',
  ),
};
