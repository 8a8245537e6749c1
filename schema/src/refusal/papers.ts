import { entry } from './entry.ts';

/** 添付書類に係る拒否: each says what the applicant can do about the file. */
export const paperRefusals = {
  FILE_EMPTY: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」は中身が空（0バイト）です。元のファイルを開いて内容を確かめ、保存し直してから添付してください。`,
  ),
  UPLOAD_KEY_USED: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」は添付されていません。前の送信と重なったため、受け付けていません。ファイルを選び直して、もう一度添付してください。`,
  ),
  FILE_BROKEN: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」は壊れているか途中で切れているため、開けません。元のファイルを開けることを確かめ、保存し直すか撮影し直してから添付してください。`,
  ),
  FILE_MIXED: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」には別の種類のデータが混ざっているため、受け取れません。書類を印刷して撮影するか、PDFに保存し直してから添付してください。`,
  ),
  FILE_TOO_COMPLEX: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」は処理に時間がかかりすぎるため、確認できません。頁を分けるか、書類を撮影した写真（JPEG）で添付してください。`,
  ),
  IMAGE_TOO_MANY_PIXELS: entry<{ name: string; maxMegapixels: number }>(
    422,
    ({ name, maxMegapixels }) =>
      `「${name}」は画素数が多すぎます。${maxMegapixels * 100}万画素以下の画像に縮小するか、カメラの設定を標準にして撮影し直してください。`,
  ),
  PDF_LOCKED: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」にはパスワードがかかっているため、開けません。パスワードを外して保存し直したPDFか、印刷した書類の写真を添付してください。`,
  ),
  PDF_ACTIVE: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」にはプログラム（JavaScriptなど）が含まれているため、受け取れません。印刷の画面で「PDFに保存」を選んで保存し直すか、印刷した書類の写真を添付してください。`,
  ),
  PDF_EMBEDS: entry<{ name: string }>(
    422,
    ({ name }) =>
      `「${name}」の中に別のファイルが埋め込まれているため、受け取れません。埋め込まれたファイルを取り出し、それぞれを添付してください。`,
  ),
  PDF_EMPTY: entry<{ name: string }>(
    422,
    ({ name }) => `「${name}」には頁がありません。元の書類を確かめ、PDFに保存し直してから添付してください。`,
  ),
  PDF_TOO_MANY_PAGES: entry<{ name: string; pages: number; max: number }>(
    422,
    ({ name, pages, max }) =>
      `「${name}」は${pages}頁あります。1つのファイルは${max}頁までです。必要な頁だけにするか、ファイルを分けて添付してください。`,
  ),
  PAPERS_LOST: entry<{ papers: string }>(
    422,
    ({ papers }) =>
      `添付された書類のうち、保管を確認できないものがあります（${papers}）。その書類を取り消し、もう一度添付してから提出してください。`,
  ),
};
