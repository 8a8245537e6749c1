/** The form of a postal case filled in by keyboard alone, in the order in which Tab walks through it. */
import type { Page } from 'playwright-core';
import type { Answers } from '@grant/schema';

interface Place {
  readonly tag: string;
  readonly id: string;
  readonly value: string;
  readonly checked: boolean;
  readonly words: string;
}

const ROWS = {
  休業の期間: 'leavePeriods',
  雇用環境の整備の取組: 'measures',
} as const;

function here(page: Page): Promise<Place> {
  return page.evaluate(() => {
    const at = document.activeElement;
    const field = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at : null;
    return {
      tag: at instanceof HTMLInputElement ? at.type : (at?.tagName.toLowerCase() ?? ''),
      id: at?.id ?? '',
      value: field?.value ?? '',
      checked: at instanceof HTMLInputElement && at.checked,
      words: (at?.textContent ?? '').trim(),
    };
  });
}

/** What this place of the form should say; undefined where it is none of the applicant's answers. */
function wanted(answers: Answers, { id }: Place): string | undefined {
  const [title = '', index, column] = id.split('-');
  if (title === 'entry') {
    const answer: unknown = Reflect.get(answers, id.slice('entry-'.length));
    return typeof answer === 'string' ? answer : undefined;
  }
  const rows = title in ROWS ? answers[ROWS[title as keyof typeof ROWS]] : undefined;
  const row: object | undefined = rows?.[Number(index)];
  const cell: unknown = row === undefined ? undefined : Reflect.get(row, column ?? '');
  return typeof cell === 'string' ? cell : undefined;
}

/** Down, else up, to the choice of this value. */
async function choose(page: Page, value: string): Promise<void> {
  for (const key of ['ArrowDown', 'ArrowUp']) {
    for (let press = 0; press < 40 && (await here(page)).value !== value; press += 1)
      await page.keyboard.press(key);
  }
}

/** One line for each of the applicant's, then back to the first field of the first. */
async function addRows(page: Page, title: keyof typeof ROWS, answers: Answers): Promise<void> {
  const rows = answers[ROWS[title]] ?? [];
  for (let row = 0; row < rows.length; row += 1) await page.keyboard.press('Enter');
  for (let press = 0; press < 60 && (await here(page)).id !== `${title}-0-kind`; press += 1)
    await page.keyboard.press('Shift+Tab');
}

/**
 * From wherever the keyboard stands, down to the button that saves.
 * @throws when that is not within reach
 */
export async function typeForm(page: Page, answers: Answers): Promise<void> {
  const added = new Set<string>();
  const pledges: readonly string[] = answers.pledges ?? [];
  for (let press = 0; press < 400; press += 1) {
    const at = await here(page);
    if (at.words === '保存して点検する') return;
    const title = /^(?<title>.+)を追加$/u.exec(at.words)?.groups?.['title'] ?? '';
    const value = wanted(answers, at);
    if (title in ROWS && !added.has(title)) {
      added.add(title);
      await addRows(page, title as keyof typeof ROWS, answers);
      continue;
    }
    if (at.tag === 'checkbox' && pledges.includes(at.value) && !at.checked)
      await page.keyboard.press('Space');
    else if (value !== undefined && at.value !== value) {
      if (at.tag === 'select') await choose(page, value);
      else await page.keyboard.type(value);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the form has no end within reach of the keyboard');
}
