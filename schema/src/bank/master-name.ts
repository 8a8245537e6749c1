import { accept, reject, type Result } from '../refusal.ts';
import { toBankKana } from '../zengin/payee-kana.ts';

/** Bytes of a bank or branch name in a transfer file. */
export const BANK_NAME_BYTES_MAX = 15;

/**
 * 金融機関名・支店名のカナ: the name of the bank master in the characters of a transfer file. The master writes 長音 as
 * U+FF0D and some branches in full-width letters; spaces and brackets do not exist in this field. What does not
 * fit in 15 bytes or cannot be written is refused (BANK_NAME_NOT_CONVERTIBLE), with the first such character.
 */
export function toBankMasterName(kana: string): Result<string> {
  const converted = toBankKana(kana.replace(/[\s\u3000]/gu, ''), undefined, 'bankName');
  if (!converted.ok) {
    const { character } = converted.refusal.facts;
    return reject('BANK_NAME_NOT_CONVERTIBLE', { found: kana, character });
  }
  const beyond = converted.value.charAt(BANK_NAME_BYTES_MAX);
  return beyond === ''
    ? accept(converted.value)
    : reject('BANK_NAME_NOT_CONVERTIBLE', { found: kana, character: beyond });
}
