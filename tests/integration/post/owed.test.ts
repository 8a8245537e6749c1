/** What the desk still owes a postal case: its later originals in the custody log, and the card of its status page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const opened = (place: string) =>
  stage.cast.by('reception').call('case.receive', { arrivedOn: '2026-07-15', place });
async function online(): Promise<{ readonly id: string; readonly receiptNumber: string }> {
  const { id } = await stage.submitted();
  const { case: shown } = await stage.cast.by('reviewer').call('case.workbench', { id });
  return { id, receiptNumber: shown.receiptNumber ?? '' };
}

describe('後から届いた封筒の原本', () => {
  /** Scans two envelopes of a case that was filed and two of a case just opened, and binds them. */
  async function bind(originals: string | null) {
    const desk = stage.cast.by('reception');
    const [late, fresh] = [await online(), await opened('棚C')];
    const sheets = [
      late.receiptNumber,
      null,
      late.receiptNumber,
      fresh.receiptNumber,
      null,
      fresh.receiptNumber,
    ];
    const bytes = Uint8Array.from(scannedPdf(sheets));
    const scan = await desk.call('scan.upload', {}, { name: '追加.pdf', type: 'application/pdf', bytes });
    const parts = [
      { from: 1, to: 2, receiptNumber: late.receiptNumber, caseId: late.id },
      { from: 3, to: 3, receiptNumber: late.receiptNumber, caseId: late.id },
      { from: 4, to: 5, receiptNumber: fresh.receiptNumber, caseId: fresh.id },
      { from: 6, to: 6, receiptNumber: fresh.receiptNumber, caseId: fresh.id },
    ];
    await desk.call('scan.split', { id: scan.id, envelopes: 4, originals, parts });
    const kept = async (id: string) =>
      (await desk.call('custody.list', { id })).originals.map(({ what, entries }) => ({
        what: what.replaceAll(/\d{4}-\d\d-\d\d/gu, 'DAY'),
        places: entries.map(({ place }) => place),
      }));
    return { late: await kept(late.id), fresh: await kept(fresh.id) };
  }
  // The first envelope has its entry since it was opened.
  const first = [{ what: '申請書類一式', places: ['棚C'] }];

  it('is in the custody log at the place that was said at the scanner, each envelope by itself', async () => {
    const entry = (pages: string) => ({
      what: `後から届いた書類（DAY読取り\u3000追加.pdf\u3000${pages}）`,
      places: ['追加書類の棚'],
    });
    expect(await bind('追加書類の棚')).toEqual({
      late: [entry('1-2頁'), entry('3頁')],
      fresh: [...first, entry('6頁')],
    });
  });

  it('waits for the card of the case where no place was said', async () => {
    expect(await bind(null)).toEqual({ late: [], fresh: first });
  });
});

describe('照会番号の案内', () => {
  it('is a turn of the desk until it is printed, for who filed by post', async () => {
    const desk = stage.cast.by('reception');
    const waiting = async () =>
      (await desk.call('queue.list', { queue: 'no_card' })).lines.map((line) => line.receiptNumber);
    const [posted, other] = [await opened('棚D'), await online()];
    expect(await waiting()).toContain(posted.receiptNumber);
    expect(await waiting()).not.toContain(other.receiptNumber);
    const printed = await stage.client('reception').fetch(`/grants/intake/${posted.id}/status-card.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ renew: false }),
    });
    expect(printed.status).toBe(200);
    expect(await waiting()).not.toContain(posted.receiptNumber);
  });
});
