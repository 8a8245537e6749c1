import { letterCodes, printedStatusPin, type VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { momentOf } from '../../adapter/clock.ts';
import { headOf } from '../../adapter/letters.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { publicAddress } from '../../adapter/setting.ts';
import { newStatusPin } from '../../adapter/status-pin.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { labelPdf, type EnvelopeLabel } from '../../letters/label.ts';
import { statusCardPdf } from '../../letters/status-card.ts';
import { dispositionOf } from '../files.ts';
import { letterNames } from '../../letters/names.ts';
import type { LetterRecord } from '../letter-files.ts';
import { idOf, type ActorVisit } from '../visit.ts';

function give({ response }: ActorVisit, name: string, bytes: Uint8Array): void {
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader('Content-Disposition', dispositionOf({ disposition: 'inline', name: `${name}.pdf` }));
  response.end(Buffer.from(bytes));
}

// The number that was posted ends with the new one: nobody ends it by pressing the button once more.
async function requireUngiven(unit: Unit, application: string, renew: boolean): Promise<void> {
  const row: object | undefined = await unit.trx<object>('status_pins').where({ application }).first();
  if (row === undefined || renew) return;
  const { issuedAt } = fromRow<{ issuedAt: string }>(row);
  refused('STATUS_PIN_GIVEN', { givenOn: momentOf(new Date(issuedAt)).today });
}

/**
 * 申請状況の確認のご案内: makes a new 照会番号, keeps its hash and prints it this once. The number before it ends with it,
 * which whoever asks must say (`renew`).
 */
export async function giveStatusCard(
  visit: ActorVisit,
  { renew }: VerbParsed<'case.statusCard'>,
): Promise<void> {
  const id = idOf(visit, 'id', '申請');
  const { office, actor, moment } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  const seen = found(await caseById(office.database, id), '申請');
  if (seen.channel !== 'post' || seen.receiptNumber === null)
    refused('GUARD_FAILED', {
      event: '照会番号の発行',
      reason: '照会番号は、郵送で受け付けた申請にだけ発行します。',
    });
  const programme = await programmeOfCase(office.database, seen);
  const draft = await draftOf(office.database, id, 'look');
  const { pin, salt, hash } = await newStatusPin();
  // Of an envelope still being typed the address stands in what was typed only.
  const typed = seen.state === 'received' ? draft?.answers : undefined;
  const { contact, addressee } = headOf(programme, { ...seen, ...typed }, seen.receiptNumber);
  const bytes = await statusCardPdf({
    programmeName: programme.figures.name,
    receiptNumber: seen.receiptNumber,
    addressee,
    pin: printedStatusPin(pin),
    url: `${publicAddress(office.env)}/portal/status`,
    contact: `${contact.office}　${contact.phone}　${contact.hours}`,
    printedOn: moment.today,
    practice: seen.practice,
  });
  await work(office, actor, async (unit) => {
    await lockCase(unit, id);
    await requireUngiven(unit, id, renew);
    await unit
      .trx('status_pins')
      .insert({ application: id, salt, hash, issued_at: moment.at, issued_by: actor.id })
      .onConflict('application')
      .merge();
    await recordAccess(unit.trx, {
      actor: actor.id,
      action: 'letter_opened',
      collection: 'applications',
      id,
      purpose: '照会番号の発行',
    });
  });
  give(visit, `申請状況の確認のご案内_${seen.receiptNumber}`, bytes);
}

/** 宛名ラベル of a letter, with the code that must meet the letter's own before the envelope is closed. */
export async function giveLabel(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '通知書');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'letters', id, '通知書');
  const row = found(await office.database<object>('letters').where({ id }).first(), '通知書');
  const letter = fromRow<LetterRecord & { readonly data: EnvelopeLabel }>(row);
  const { addressee, receiptNumber, practice } = letter.data;
  const letterName = letterNames[letter.kind];
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'letter_opened',
    collection: 'letters',
    id,
    purpose: `${letterName}の宛名ラベル`,
  });
  const code = letterCodes(id).envelope;
  give(
    visit,
    `宛名_${receiptNumber}`,
    await labelPdf({ addressee, code, letterName, receiptNumber, practice }),
  );
}
