import { entry } from './entry.ts';

/** 手続代行に係る拒否. */
export const agencyRefusals = {
  MANDATE_ENDED: entry(
    403,
    () =>
      'この事業主の手続きを代行できる委任がありません。委任の状態と期間を「顧問先」の一覧で確かめ、必要なときは新しい委任を届け出てください。',
  ),
};
