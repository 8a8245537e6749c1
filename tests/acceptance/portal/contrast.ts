import type { Page } from '../../fixtures/browser.ts';

/** What is told from the page around it by its ground alone, which is gone where the reader chooses the colours. */
export function withoutOutline(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const drawn = [...document.querySelectorAll('.button, .input, .error-summary, .notice, dialog[open]')];
    return drawn
      .filter((one) => {
        const { borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(one);
        const line = parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none';
        return one.checkVisibility() && !line && outlineStyle === 'none';
      })
      .map((one) => one.outerHTML.slice(0, 120));
  });
}
