/** How values are written on the office's screens. */

/** 1234567 -> 1,234,567円; nothing yet -> ―. */
export function money(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? '―' : `${amount.toLocaleString('ja-JP')}円`;
}

/** What was typed as an amount, full width and commas included -> whole yen; NaN when it is none. */
export function yenOf(typed: string): number {
  const digits = typed.normalize('NFKC').replaceAll(/[,円\s]/gu, '');
  return /^\d+$/u.test(digits) ? Number(digits) : Number.NaN;
}

/** 2026-07-15 -> 2026年7月15日; nothing yet -> ―. */
export function writtenDay(day: string | null | undefined): string {
  if (day === null || day === undefined || day === '') return '―';
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2026-07 -> 2026年7月. */
export function writtenMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}

/** Day and minute in Japan, 2026-06-12 10:42: the one locale that writes them as they are stored. */
const inJapan = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as Japan reads it: 2026年6月12日 10:42. */
export function moment(instant: string | null | undefined): string {
  if (instant === null || instant === undefined) return '―';
  const [day, time] = inJapan.format(new Date(instant)).split(' ');
  return `${writtenDay(day)} ${time}`;
}

/** The day of an instant in Japan: 2026年6月12日. */
export function momentDay(instant: string | null | undefined): string {
  return moment(instant).split(' ', 1).join('');
}

/** A stored value as text for a cell; lists line by line. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '―';
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  if (Array.isArray(value)) return value.map(shown).join('\n');
  if (typeof value === 'object') return Object.values(value).map(shown).join('　');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The label of a stored choice; a value that is no longer offered is written as it is. */
export function chosen(choices: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(choices, value) ? (choices[value] ?? value) : value;
}

/** 支払バッチの状態. */
export const batchStates = {
  open: '作成中',
  sealed: '確定済',
  settled: '結果入力済',
  discarded: '破棄',
  recalled: '取下げ済',
} as const;

/** 速報 that nobody can be sent: what is to be done. */
export const NO_ADDRESSEE =
  '送信先がありません。事務局責任者又はシステム管理者に、県の担当者の利用者登録か、「連絡先」で「疑義のとき連絡する」に印を付けたメールアドレスの登録を依頼してください。登録されると自動で送信します。それまでは電話などで県に報告してください。';
