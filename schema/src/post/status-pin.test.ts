import { expect, it } from 'vitest';
import {
  printedStatusPin,
  readReceiptNumber,
  readStatusPin,
  statusPinOf,
  STATUS_PIN_BYTES,
} from './status-pin.ts';

it('照会番号: eight signs, none of them taken for another, from fair bytes only', () => {
  const pin = statusPinOf(Uint8Array.from({ length: STATUS_PIN_BYTES }, (_, index) => index * 3));
  expect(pin).toMatch(/^[2-9A-HJKMNP-Y]{8}$/u);
  expect(statusPinOf(new Uint8Array(STATUS_PIN_BYTES).fill(255))).toBeNull();
  expect(printedStatusPin('ABCD2345')).toBe('ABCD-2345');
});

it('照会番号・受付番号: are read however they are typed', () => {
  expect(readStatusPin(' ａｂｃｄ−２３４５ ')).toBe('ABCD2345');
  expect(readReceiptNumber('ｒ８ー０００１２３—２ ')).toBe('R8-000123-2');
});
