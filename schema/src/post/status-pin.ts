/**
 * 照会番号: with the receipt number it shows a postal applicant how the case stands. Eight signs of thirty, without those
 * that are taken for each other on paper (0 O, 1 I L); printed once, kept as a hash.
 */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXY';
const LENGTH = 8;

/** Bytes a new number is made of: more than its signs, because bytes that would favour some signs are left out. */
export const STATUS_PIN_BYTES = 64;

const FAIR = 256 - (256 % SIGNS.length);

/** @param random `STATUS_PIN_BYTES` random bytes. @returns `ABCD2345`, or null when too few of them are fair */
export function statusPinOf(random: Uint8Array): string | null {
  const fair = [...random].filter((byte) => byte < FAIR).slice(0, LENGTH);
  return fair.length < LENGTH ? null : fair.map((byte) => SIGNS[byte % SIGNS.length]).join('');
}

/** As it is printed, `ABCD-2345`. */
export function printedStatusPin(pin: string): string {
  return `${pin.slice(0, 4)}-${pin.slice(4)}`;
}

/** A number as somebody types it; any text gives some text, so that nothing is learnt from the form. */
export function readStatusPin(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '');
}

/** A receipt number as somebody types it: full width, spaces, every kind of dash. */
export function readReceiptNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[‐‑‒–—―−ーｰ]/gu, '-')
    .replaceAll(/\s/gu, '');
}
