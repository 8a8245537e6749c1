/** 制度のリーフレット: one sheet on both sides, to hand out and to print; every figure is the programme's. */
import { formatYen, measureKinds, PAPER_CODES, paperLabel, papers, yen, type Programme } from '@grant/schema';
import * as qrcode from 'qrcode';
import type { PublicPaper } from './blank-form.ts';
import { list, paragraph, plain, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenDate } from './written.ts';

const GREEN = '#115a36';
const PALE = '#e6f5ec';

/** 200000 as 20万円, as amounts stand in notices. */
function manYen(amount: number): string {
  return amount % 10_000 === 0 ? `${String(amount / 10_000)}万円` : formatYen(yen(amount));
}

function heading(sheet: Sheet, text: string): void {
  const { doc, left, width } = sheet;
  doc.moveDown(0.4);
  const y = doc.y;
  doc.rect(left, y + 1, 4, 16).fill(GREEN);
  doc
    .fillColor(GREEN)
    .font('bold')
    .fontSize(13)
    .text(text, left + 12, y, { width: width - 12 });
  doc.moveDown(0.35);
  plain(sheet);
}

function banner(sheet: Sheet, figures: Programme): void {
  const { doc, left, width } = sheet;
  doc.rect(0, 0, doc.page.width, 150).fill(GREEN);
  doc.fillColor('white').font('regular').fontSize(11);
  doc.text(`${figures.prefectureName}　令和${String(figures.fiscalYear - 2018)}年度`, left, 36, { width });
  doc.font('bold').fontSize(25).text(figures.name, left, 56, { width });
  doc
    .font('regular')
    .fontSize(11.5)
    .text(
      `男性従業員に育児休業を通算${String(figures.minimumMonths)}か月以上取得させた中小企業事業主等を応援します。`,
      left,
      102,
      { width },
    );
  doc.y = 168;
  doc.x = left;
  plain(sheet);
}

function amounts(sheet: Sheet, figures: Programme): void {
  const { doc, left, width } = sheet;
  const cells = [
    {
      name: '支給額',
      value: manYen(figures.baseAmount),
      note: `通算${String(figures.minimumMonths)}か月以上`,
    },
    ...figures.additions.map((row) => ({ name: '加算', value: `＋${manYen(row.amount)}`, note: row.label })),
  ];
  const gap = 10;
  const each = (width - gap * (cells.length - 1)) / cells.length;
  const top = doc.y;
  cells.forEach((cell, index) => {
    const x = left + index * (each + gap);
    doc.roundedRect(x, top, each, 84, 6).fillAndStroke(index === 0 ? PALE : 'white', GREEN);
    doc.fillColor('black').font('bold').fontSize(10);
    doc.text(cell.name, x, top + 9, { width: each, align: 'center' });
    doc.fillColor(GREEN).font('bold').fontSize(22);
    doc.text(cell.value, x, top + 24, { width: each, align: 'center' });
    doc.fillColor('black').font('regular').fontSize(8.5);
    doc.text(cell.note, x + 8, top + 58, { width: each - 16, align: 'center' });
  });
  doc.x = left;
  doc.y = top + 94;
  const combined =
    figures.additionMode === 'highest'
      ? '加算は、当てはまるもののうち高い額のみです。'
      : '加算は、当てはまるものを合計します。';
  paragraph(sheet, `${combined}申請は1事業主につき年度内${String(figures.awardLimitCount)}回までです。`, 0.1);
}

function requirements(figures: Programme): string[] {
  return [
    `${figures.prefectureName}内に事業所のある中小企業事業主等で、雇用保険の適用事業主であること`,
    `${writtenDate(figures.leaveStartFrom)}以降に始めた育児休業を、男性従業員に通算${String(figures.minimumMonths)}か月以上取得させ、${writtenDate(figures.returnBy)}までに原職等へ復帰させたこと`,
    '「とちぎ女性活躍応援団」に登録していること',
    `雇用環境の整備に関する措置（${Object.values(measureKinds).join('、')}）を${String(figures.measuresRequired)}つ以上行っていること`,
    '家事・育児の分担と育児休業中の過ごし方について、対象の従業員に情報を提供していること',
  ];
}

/** A QR code drawn as squares, so that it prints sharp at any size. */
function qr(sheet: Sheet, text: string, x: number, y: number, side: number): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.data[row * modules.size + column] !== 1) continue;
      sheet.doc.rect(x + column * unit, y + row * unit, unit, unit);
    }
  }
  sheet.doc.fill('black');
}

function apply(sheet: Sheet, { figures, portalUrl }: PublicPaper): void {
  const { doc, left, width } = sheet;
  const side = 74;
  const top = doc.y;
  const closes = writtenDate(figures.receptionClosesOn);
  qr(sheet, portalUrl, left + width - side, top, side);
  const inner: Sheet = { ...sheet, width: width - side - 20 };
  doc.y = top;
  facts(inner, [
    ['受付期間', `${writtenDate(figures.receptionOpensOn)}から${closes}まで`],
    ['オンライン', portalUrl.replace(/^https?:\/\//u, '')],
    ['郵送', figures.postRule === 'postmark' ? `${closes}の消印まで有効` : `${closes}必着`],
    ...(figures.softDeadlineMonths === null
      ? []
      : ([['申請の時期', `原則、復帰した日から${String(figures.softDeadlineMonths)}か月以内`]] as const)),
  ]);
  doc.y = Math.max(doc.y, top + side + 4);
  doc.x = left;
}

function backPage(sheet: Sheet, given: PublicPaper): void {
  const { figures } = given;
  heading(sheet, '申請の流れ');
  list(
    sheet,
    [
      '自己チェックで、対象になるかと金額、足りない書類を確かめます（登録不要、約3分）。',
      'メールアドレスで利用登録し、申請の内容を入力して、書類を添付します。',
      `事務局が審査します。書類がそろっている場合、おおむね${String(figures.standardDays)}営業日です。不備があるときはご連絡します。`,
      '支給が決まると通知書を郵送し、指定の口座に振り込みます。',
    ],
    (index) => `${String(index + 1)}.`,
  );
  heading(sheet, '用意するもの');
  const asked = PAPER_CODES.filter((code) => code !== 'other' && figures.requiredPapers.includes(code));
  table(
    sheet,
    [
      { share: 0.42, header: '書類', size: 8.5 },
      { share: 0.58, header: '確認する内容', size: 8.5 },
    ],
    asked.map((code) => [paperLabel(code), papers[code].mustShow]),
  );
}

function clock(time: string): string {
  const [hour = '0', minute = '00'] = time.split(':');
  return `${String(Number(hour))}時${minute === '00' ? '' : `${minute}分`}`;
}

/** Renders the leaflet. */
export function leafletPdf(given: PublicPaper): Promise<Uint8Array> {
  const { figures, practice } = given;
  const options = {
    title: `${figures.name}のご案内`,
    date: figures.publicityOpensOn,
    footer: figures.name,
    practice,
  };
  return typeset(options, (sheet) => {
    banner(sheet, figures);
    heading(sheet, '支給額');
    amounts(sheet, figures);
    heading(sheet, '対象となる事業主');
    list(sheet, requirements(figures), (index) => `${String(index + 1)}.`);
    paragraph(sheet, '暴力団関係者、県税の滞納がある事業主、公的な法人などは対象になりません。', 0.1);
    heading(sheet, '申請');
    apply(sheet, given);
    heading(sheet, 'お問い合わせ');
    paragraph(
      sheet,
      `${[figures.letterContact, figures.letterPhone && `電話 ${figures.letterPhone}`].filter(Boolean).join('　')}\n受付時間：平日 ${clock(figures.officeOpensTime)}から${clock(figures.officeClosesTime)}まで（土曜日・日曜日・祝日・年末年始を除く）`,
      0,
    );
    sheet.doc.addPage();
    backPage(sheet, given);
  });
}
