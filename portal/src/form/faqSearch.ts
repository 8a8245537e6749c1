/** A question as the search sees it. */
interface Searched {
  readonly category: string;
  readonly question: string;
  readonly answer: string;
}

// Width, case and hiragana or katakana make no difference to whoever searches.
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}

/** よくある質問の検索: those of the category ('' for all) that hold every word of the text, in question or answer. */
export function searchFaqs<T extends Searched>(faqs: readonly T[], text: string, category: string): T[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return faqs.filter((faq) => {
    if (category !== '' && faq.category !== category) return false;
    const whole = plain(`${faq.question}\n${faq.answer}`);
    return words.every((word) => whole.includes(word));
  });
}
