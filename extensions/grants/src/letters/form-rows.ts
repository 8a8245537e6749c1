/** Rows of a paper form: a label with its explanation at the left, something to write or tick at the right. */
import type { QUESTION_KINDS, Question } from '@grant/schema';
import { roomFor, type Sheet } from './sheet.ts';

const PAD = 5;
const LABEL_SHARE = 0.34;
const INK = '#555555';
const LINE = 18;

type Draw = (x: number, y: number, width: number, height: number) => void;

/** One row with a drawn answer; never split over two pages. */
export function formRow(sheet: Sheet, label: string, hint: string, height: number, draw: Draw): void {
  const { doc, left, width } = sheet;
  const labelWidth = width * LABEL_SHARE;
  doc.font('bold').fontSize(9);
  const labelHeight = doc.heightOfString(label, { width: labelWidth - 2 * PAD, lineGap: 2 });
  doc.font('regular').fontSize(7);
  const hintHeight =
    hint === '' ? 0 : doc.heightOfString(hint, { width: labelWidth - 2 * PAD, lineGap: 1.5 });
  const tall = Math.max(height, labelHeight + hintHeight + 2 * PAD);
  roomFor(sheet, tall);
  const top = doc.y;
  doc.lineWidth(0.6).rect(left, top, labelWidth, tall).fillAndStroke('#f2f2f2', INK);
  doc.rect(left + labelWidth, top, width - labelWidth, tall).stroke(INK);
  doc.fillColor('black').font('bold').fontSize(9);
  doc.text(label, left + PAD, top + PAD, { width: labelWidth - 2 * PAD, lineGap: 2 });
  if (hint !== '') {
    doc.font('regular').fontSize(7).fillColor('#333333');
    doc.text(hint, left + PAD, top + PAD + labelHeight, { width: labelWidth - 2 * PAD, lineGap: 1.5 });
  }
  doc.fillColor('black').font('regular').fontSize(9.5);
  draw(left + labelWidth + PAD, top + PAD, width - labelWidth - 2 * PAD, tall - 2 * PAD);
  doc.y = top + tall;
  doc.x = left;
}

/** 記入欄の見出し of a part of the form; `room`: points it must have below it on the same page, itself included. */
export function formHeading(sheet: Sheet, text: string, lead = '', room = 90): void {
  const { doc, left, width } = sheet;
  roomFor(sheet, room);
  doc.moveDown(0.9);
  doc.font('bold').fontSize(11.5).fillColor('black').text(text, left, doc.y, { width });
  if (lead !== '')
    doc
      .font('regular')
      .fontSize(8.5)
      .text(lead, left, doc.y + 1, { width, lineGap: 2 });
  doc.moveDown(0.35);
}

/** Boxes to write one digit each, in groups, as on a bank's slip. */
function digitBoxes(sheet: Sheet, groups: readonly number[], x: number, y: number): void {
  const { doc } = sheet;
  let at = x;
  groups.forEach((length, index) => {
    if (index > 0) {
      doc.text('－', at, y + 3, { lineBreak: false });
      at += 12;
    }
    for (let digit = 0; digit < length; digit += 1) {
      doc.lineWidth(0.5).rect(at, y, 13, 17).stroke(INK);
      at += 13;
    }
    at += 2;
  });
}

const DIGITS: Partial<Record<(typeof QUESTION_KINDS)[number], readonly number[]>> = {
  postal: [3, 4],
  corporate_number: [13],
  office_number: [4, 6, 1],
  insured_number: [4, 6, 1],
  account_number: [7],
};

/** A blank for a date, era and all. */
export const DATE_BLANK = '　　　　　年　　　　月　　　　日';

// Choices flow like words and break only between one another, so that a box always stands before its own words.
function placeTicks(sheet: Sheet, question: Question, x: number, y: number, width: number, draw: boolean) {
  const { doc } = sheet;
  doc.font('regular').fontSize(9.5);
  let at = 0;
  let line = 0;
  for (const label of Object.values(question.choices ?? {})) {
    const text = `□ ${label}`;
    const wide = doc.widthOfString(text);
    if (at > 0 && at + wide > width) {
      at = 0;
      line += 1;
    }
    if (draw) doc.text(text, x + at, y + line * LINE, { lineBreak: false });
    at += wide + 16;
  }
  return (line + 1) * LINE;
}

/** 設問の記入欄: what a question looks like on paper. `unit` stands after a number. */
export function questionRow(sheet: Sheet, question: Question, label: string, hint: string, unit = ''): void {
  const { doc } = sheet;
  const digits = DIGITS[question.kind];
  if (digits !== undefined) {
    formRow(sheet, label, hint, 28, (x, y) => digitBoxes(sheet, digits, x, y));
    return;
  }
  if (question.choices !== null) {
    const inner = sheet.width * (1 - LABEL_SHARE) - 2 * PAD;
    const height = placeTicks(sheet, question, 0, 0, inner, false) + 2 * PAD;
    formRow(
      sheet,
      label,
      hint,
      height,
      (x, y, width) => void placeTicks(sheet, question, x, y + 1, width, true),
    );
    return;
  }
  if (question.kind === 'date') {
    formRow(sheet, label, hint, 26, (x, y) => doc.text(DATE_BLANK, x, y + 2, { lineBreak: false }));
    return;
  }
  const height = question.kind === 'multiline' ? 62 : 26;
  formRow(sheet, label, hint, height, (x, y, width) => {
    if (unit !== '') doc.text(unit, x, y + 2, { width: width * 0.55, align: 'right', lineBreak: false });
  });
}
