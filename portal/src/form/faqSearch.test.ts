import { describe, expect, it } from 'vitest';
import { searchFaqs } from './faqSearch.ts';

const faqs = [
  { category: 'papers', question: '写真でもよいですか。', answer: 'PDFとJPEGに対応しています。' },
  { category: 'amount', question: 'いくらですか。', answer: '20万円です。パパ育休も数えます。' },
];
const found = (text: string, category = '') => searchFaqs(faqs, text, category).map((one) => one.category);

describe('よくある質問の検索', () => {
  it.each([
    ['', ['papers', 'amount']],
    ['ｐｄｆ', ['papers']],
    ['ぱぱ 20万', ['amount']],
    ['写真 パパ', []],
    ['ですか', ['papers', 'amount']],
  ])('finds by %s', (text, categories) => {
    expect(found(text)).toEqual(categories);
  });

  it('keeps to the category', () => {
    expect(found('', 'amount')).toEqual(['amount']);
    expect(found('写真', 'amount')).toEqual([]);
  });
});
