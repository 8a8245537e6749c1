import { toKatakana } from '@grant/schema';

const KANA = /^[ぁ-ゖァ-ヶー\s]+$/u;

/**
 * フリガナの聞き取り: what was typed before the input method made kanji of it, collected piece by piece. Feed it the events
 * of one input; nothing is guessed from kanji.
 */
export function kanaReading() {
  let heard = '';
  let reading = '';

  return {
    /** `compositionupdate`: the kana as they stand; kanji and half-typed letters are passed over. */
    update(data: string): void {
      // The last n of 「けんいちろうn」 becomes ん only with the conversion.
      const kana = data.replace(/[nｎ]$/iu, 'ん');
      if (KANA.test(kana)) heard = kana;
    },
    /** `compositionend`: the reading so far, in katakana. `whole` is the text of the input after it. */
    end(data: string, whole: string): string {
      if (whole === data) reading = '';
      if (data !== '') reading += toKatakana(heard);
      heard = '';
      return reading;
    },
    /** `input` outside a composition: kana and spaces typed plainly; an emptied input begins anew. */
    plain(data: string | null, whole: string): string {
      if (whole === '') reading = '';
      else if (data !== null && KANA.test(data)) reading += toKatakana(data).replace(/\s/gu, '\u3000');
      return reading;
    },
  };
}
