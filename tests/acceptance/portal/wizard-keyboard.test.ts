import { exampleAnswers, questions, questionsOf, sections, type QuestionKey } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { PNG } from './applicant.ts';
import { readyDraft } from './practice-case.ts';

let office: Office;
let browser: Browser;
let page: Page;
let draft: string;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  const applicant = await office.signIn('applicant');
  draft = await readyDraft(applicant, 'by-keyboard-alone', {});
  page = await browser.open(`${office.url}/portal/applications/${draft}/draft`, {
    as: applicant,
    width: 390,
  });
  await page.getByRole('heading', { level: 1, name: '申請書の作成' }).waitFor();
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

interface Stop {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly visible: boolean;
}

/** Where the focus is, and whether a reader can see it: an outline on the control, or on the label drawn around it. */
function whereIsFocus(): Promise<Stop> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const outlined = (element: Element | null): boolean => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    return {
      id: at.id,
      text: at.textContent.trim(),
      kind: at instanceof HTMLInputElement ? at.type : at.tagName.toLowerCase(),
      visible: outlined(at) || outlined(at.closest('label')) || outlined(at.parentElement),
    };
  });
}

/** Presses Tab until the focus is on what is looked for; every stop on the way shows where it is. */
async function tabTo(wanted: (stop: Stop) => boolean, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    const stop = await whereIsFocus();
    passed.push(stop.id || stop.text);
    if (stop.kind !== 'body') expect(stop, passed.join(' > ')).toMatchObject({ visible: true });
    if (wanted(stop)) return;
  }
  throw new Error(`never reached by keyboard: ${passed.join(' > ')}`);
}

const toId = (id: string): Promise<void> => tabTo((stop) => stop.id === id);

async function typeInto(id: string, text: string): Promise<void> {
  await toId(id);
  await page.keyboard.type(text);
}

async function typeDay(id: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  await typeInto(id, year);
  await typeInto(`${id}-month`, String(Number(month)));
  await typeInto(`${id}-day`, String(Number(day)));
}

/** Radios: Tab into the group, then the arrows to the choice. */
async function pick(id: string, index: number): Promise<void> {
  await toId(id);
  await page.keyboard.press('Space');
  for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
}

async function tick(prefix: string, indexes: readonly number[]): Promise<void> {
  for (const index of indexes) {
    await toId(index === 0 ? prefix : `${prefix}-${String(index)}`);
    await page.keyboard.press('Space');
  }
}

/** Finds a bank or branch by its code; the chosen one takes the focus. */
async function findByCode(id: string, code: string): Promise<void> {
  await typeInto(id, code);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `（${code}）` }).waitFor();
  await tabTo((stop) => stop.text.endsWith(`（${code}）`));
  await page.keyboard.press('Enter');
  await page.getByText(`（${code}）`).first().waitFor();
  await expect.poll(whereIsFocus).toMatchObject({ id, kind: 'button', visible: true });
}

async function answerByKeyboard(key: QuestionKey): Promise<void> {
  const value = exampleAnswers[key];
  const { kind, choices } = questions[key];
  if (key === 'leavePeriods') {
    const [period] = exampleAnswers.leavePeriods ?? [];
    await pick('leavePeriods.0.kind', 0);
    await typeDay('leavePeriods.0.startOn', period?.startOn ?? '');
    await typeDay('leavePeriods.0.endOn', period?.endOn ?? '');
  } else if (key === 'measures') {
    await tick('measures', [0, 1]);
    for (const [index, measure] of (exampleAnswers.measures ?? []).entries())
      await typeDay(`measures.${String(index)}.implementedOn`, measure.implementedOn ?? '');
  } else if (key === 'pledges') await tick('pledges', [...(exampleAnswers.pledges ?? []).keys()]);
  else if (typeof value !== 'string' || value === '') return;
  else if (choices !== null) await pick(key, Object.keys(choices).indexOf(value));
  else if (kind === 'date') await typeDay(key, value);
  else if (kind === 'bank' || kind === 'branch') await findByCode(key, value);
  else await typeInto(key, value);
}

describe('the whole form by keyboard alone', () => {
  it('is entered, filled, checked and filed, and always shows where the focus is', async () => {
    await tabTo((stop) => stop.text === '申請事業主');
    await page.keyboard.press('Enter');
    for (const section of sections) {
      await page.getByRole('heading', { level: 1, name: section.label }).waitFor();
      // Arriving, the heading has the focus: a screen reader says where the reader is.
      await expect.poll(whereIsFocus).toMatchObject({ kind: 'h1' });
      if (section.code === 'papers') {
        await tabTo((stop) => stop.kind === 'file');
        const files = [{ name: '追加.png', mimeType: 'image/png', buffer: PNG }];
        await page.locator(':focus').setInputFiles(files);
        await page.getByText('追加.png').first().waitFor();
      }
      for (const key of questionsOf(section.code)) {
        const { fold, asked } = questions[key];
        if (fold === null && asked(exampleAnswers)) await answerByKeyboard(key);
      }
      await tabTo((stop) => /^(?:次へ|入力内容の確認へ)/u.test(stop.text));
      await page.keyboard.press('Enter');
    }
    await page.getByRole('heading', { level: 1, name: '入力内容の確認' }).waitFor();
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    await tabTo((stop) => stop.text.startsWith('変更'));
    await tabTo((stop) => stop.text.startsWith('提出する'));
    await tabTo((stop) => stop.text.startsWith('変更'), 'Shift+Tab');
    await tabTo((stop) => stop.text.startsWith('提出する'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
    const [row] = await office.sql`select * from applications where id = ${draft}`;
    expect(row).toMatchObject({
      state: 'submitted',
      workplace_name: exampleAnswers.employerName,
      supporter_name: exampleAnswers.employerName,
      contact_name: exampleAnswers.representativeName,
      first_three_months: false,
    });
    browser.expectQuiet();
  });
});
