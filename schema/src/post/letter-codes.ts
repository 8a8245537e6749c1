/**
 * 照合番号: what a letter and its address label carry as QR code and in print, so that a letter is put into its own
 * envelope only. Both follow from the id of the letter; they differ, so that the same code read twice proves nothing.
 */
import { accept, reject, type Result } from '../refusal.ts';

/** The two codes of one letter, as printed: `L-3F9A-02C7` on the letter, `E-9B0C-11D2` on the label. */
export interface LetterCodes {
  readonly letter: string;
  readonly envelope: string;
}

const printed = (mark: string, digits: string): string =>
  `${mark}-${digits.slice(0, 4)}-${digits.slice(4)}`.toUpperCase();

/** @param letterId uuid of the letter; the database derives the same codes (`post.sql`) */
export function letterCodes(letterId: string): LetterCodes {
  const hex = letterId.replaceAll('-', '');
  return { letter: printed('L', hex.slice(0, 8)), envelope: printed('E', hex.slice(-8)) };
}

/** Reads a code as a scanner or a hand gives it: full width, small letters, with or without hyphens and mark. */
export function readLetterCode(mark: 'L' | 'E', typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '');
  const digits = plain.length === 9 && plain.startsWith(mark) ? plain.slice(1) : plain;
  return /^[0-9A-F]{8}$/u.test(digits) ? printed(mark, digits) : plain;
}

/** What was read off a letter and an envelope before one went into the other. */
export interface CodesRead {
  readonly letterCode?: string | undefined;
  readonly envelopeCode?: string | undefined;
}

/** 封入の照合: both codes are those of the letter, or the posting stops. */
export function checkEnvelope(letterId: string, read: CodesRead): Result<LetterCodes> {
  const codes = letterCodes(letterId);
  const letter = readLetterCode('L', read.letterCode ?? '');
  const envelope = readLetterCode('E', read.envelopeCode ?? '');
  if (letter === '' || envelope === '') return reject('ENVELOPE_UNREAD', {});
  if (letter !== codes.letter) return reject('ENVELOPE_MISMATCH', { part: '通知書', read: letter });
  if (envelope !== codes.envelope) return reject('ENVELOPE_MISMATCH', { part: '封筒', read: envelope });
  return accept(codes);
}
