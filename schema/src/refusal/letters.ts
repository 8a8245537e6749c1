import { entry } from './entry.ts';

/** 通知書に係る拒否. */
export const letterRefusals = {
  LETTER_GLYPH_MISSING: entry<{ characters: string }>(
    422,
    ({ characters }) =>
      `通知書に印字できない文字が含まれています（${characters}）。本人に確認した代わりの文字を登録してから、もう一度作成してください。`,
  ),
};
