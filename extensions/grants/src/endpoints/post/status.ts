import {
  readReceiptNumber,
  readStatusPin,
  stateLabel,
  waitingForLabels,
  type CaseState,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { opensStatus, type SealedPin } from '../../adapter/status-pin.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { countAttempt } from '../attempts.ts';
import { shownState, turnOf } from '../views/applicant.ts';
import type { Visit } from '../visit.ts';

/** A receipt number can be guessed, so it is tried no more than so often, from wherever. */
const PER_NUMBER = { windowMs: 3_600_000, max: 20 } as const;

type Stored = SealedPin & {
  readonly state: CaseState;
  readonly suspendedFrom: CaseRecord['suspendedFrom'];
  readonly receivedOn: VerbOutput<'status.show'>['receivedOn'];
  readonly arrived: boolean;
  readonly dueOn: VerbOutput<'status.show'>['correctionDueOn'];
};

const STORED = `
  select p.salt, p.hash, a.state, a.suspended_from, a.received_on,
         o.due_on, grant_answer_arrived(o.id) is not null as arrived
    from applications a join status_pins p on p.application = a.id
    left join lateral (select c.id, c.due_on from corrections c
                        where c.application = a.id and c.state = 'open' limit 1) o on true
   where a.receipt_number = ? and a.practice = ?`;

/**
 * 申請状況の照会: for a postal applicant with the receipt number and the number printed on the card. An unknown number, a
 * case without a card and a wrong number get one answer in about the same time; nothing personal is told.
 */
export async function showStatus(
  visit: Visit,
  input: VerbParsed<'status.show'>,
): Promise<VerbOutput<'status.show'>> {
  const receiptNumber = readReceiptNumber(input.receiptNumber);
  await countAttempt(visit.office, 'status', visit.request.ip ?? '');
  await countAttempt(visit.office, 'status-number', receiptNumber, PER_NUMBER);
  const { practice } = await currentProgramme(visit.office);
  const answer: { rows: object[] } = await visit.office.database.raw(STORED, [receiptNumber, practice]);
  const row = answer.rows[0];
  const stored = row === undefined ? undefined : fromRow<Stored>(row);
  if (!(await opensStatus(readStatusPin(input.pin), stored)) || stored === undefined)
    refused('STATUS_NOT_FOUND', {});
  const state = shownState(stored);
  const { waitingFor, meaning } = turnOf(state, stored.arrived);
  return {
    receiptNumber,
    stateLabel: stateLabel(state),
    meaning,
    waitingFor,
    waitingForLabel: waitingForLabels[waitingFor],
    receivedOn: stored.receivedOn,
    correctionDueOn: stored.state === 'correction_requested' && !stored.arrived ? stored.dueOn : null,
  };
}
