import { entry } from './entry.ts';

/** 通知書に係る拒否. */
export const letterRefusals = {
  LETTER_GLYPH_MISSING: entry<{ characters: string }>(
    422,
    ({ characters }) =>
      `通知書に印字できない文字が含まれています（${characters}）。本人に確認した代わりの文字を登録してから、もう一度作成してください。`,
  ),
  ENVELOPE_UNREAD: entry(
    422,
    () => '封入の前に、通知書と宛名ラベルの照合番号（QRコード）を両方とも読み取ってください。',
  ),
  ENVELOPE_MISMATCH: entry<{ part: string; read: string }>(
    409,
    ({ part, read }) =>
      `${part}の照合番号（${read}）が、この通知書のものではありません。封入せずに、通知書と宛名ラベルの組合せを確かめてください。`,
  ),
  TRACKING_NUMBER_USED: entry(
    409,
    () => 'この引受番号は、すでに別の発送に記録されています。受領証の番号を確かめて入力し直してください。',
  ),
};
