import { fitPayeeName, suggestCorporatePayee, toBankKana, toHalfWidthAscii, toKatakana } from '@grant/schema';

const CHANGED = /[ァィゥェォッャュョヮヵヶー‐-―a-z]/u;

/** What the bank's text says instead, character by character: small kana, 長音 and small letters. */
function changesOf(typed: string): { readonly from: string; readonly to: string }[] {
  const characters = new Set(toKatakana(toHalfWidthAscii(typed)));
  return [...characters].flatMap((from) => {
    const to = CHANGED.test(from) ? toBankKana(from) : null;
    return to?.ok === true ? [{ from, to: to.value }] : [];
  });
}

/** The payee as the bank gets it, with what was changed on the way; or why it cannot be sent. */
export function previewPayee(
  typed: string,
):
  | { readonly text: string; readonly changes: ReturnType<typeof changesOf>; readonly tooLong: string | null }
  | { readonly refused: string }
  | null {
  if (typed.trim() === '') return null;
  const converted = toBankKana(typed);
  if (!converted.ok) return { refused: converted.refusal.message };
  const fitted = fitPayeeName(converted.value);
  return {
    text: converted.value,
    changes: changesOf(typed),
    tooLong: fitted.ok ? null : fitted.refusal.message,
  };
}

/** A proposal from the firm's name and its reading, to be compared with the passbook; null when there is none. */
export function proposePayee(legalName: string | undefined, kana: string | undefined): string | null {
  if (!legalName?.trim() || !kana?.trim()) return null;
  const found = suggestCorporatePayee({ legalName, kana });
  return found.ok ? found.value : null;
}
