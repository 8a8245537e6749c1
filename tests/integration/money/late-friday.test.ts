/** 振込指定日 of made-up cases: an office may be filled with them at any hour, also past the bank's cut-off of a Friday. */
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage } from '../cases/cast.ts';

let office: Office;
beforeAll(async () => {
  // The Monday after is a holiday.
  office = await startOffice({ env: { GRANT_CLOCK: '2026-07-17T16:00:00+09:00' } });
});
afterAll(() => office?.stop());

it('is a day that the bank takes, where three days from now is one that it refuses', async () => {
  const stage = await setStage(office);
  const walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  const id = await journey.inBatch(stage.cast, [walk]);
  const [row] = await office.sql`select transfer_on::text as day from payment_batches where id = ${id}`;
  // The bank takes 07-22 at the earliest; what the clerk is offered leaves a day for the confirmations.
  expect(row).toEqual({ day: '2026-07-23' });
});
