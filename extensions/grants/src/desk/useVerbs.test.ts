// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answering, type TestOffice } from './office-for-tests.ts';
import { NoAnswer, patiently } from './patience.ts';
import { useAttempt } from './useAttempt.ts';

const { get, post, busy, fault, attempt } = useAttempt();
const scan = new FormData();
scan.set('file', new File(['%PDF'], 'scan.pdf'));

let office: TestOffice;
beforeEach(async () => {
  office = await answering(() => ({ data: {} }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await office.stop();
});

it.each([
  [1, 'a reading', 'queues', () => get('queues'), '応答がありません。'],
  [2, 'an act', 'take', () => post('cases/7/take', {}), '記録されたかどうかは分かりません'],
  [2, 'a call written down', 'desk', () => post('desk/inquiries', { idempotencyKey: 'k' }), '二重には記録'],
  [15, 'the sealing of a batch', 'seal', () => post('batches/7/seal', {}), 'もう一度操作してください。'],
  [15, 'the papers of an envelope', 'scans', () => post('scans', scan), 'もう一度操作してください。'],
  [
    15,
    'the sorting of an envelope',
    'sort',
    () => post('applications/7/attachments/8/sort', {}),
    '記録されたか',
  ],
])('gives up after %d minutes of silence: %s', async (minutes, _what, words, call, sentence) => {
  const release = office.hold(words);
  void attempt(async () => void (await call()));
  // The office has it, so that only its answer is out.
  await vi.waitFor(() => expect(office.asked).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(minutes * 60_000 - 1_000);
  expect([busy.value, fault.value]).toEqual([true, null]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(busy.value).toBe(false);
  expect(fault.value).toContain(sentence);
  release();
});

it('does not break off a file that is on its way, and tells the transport when it gives up', async () => {
  let moved = (): void => undefined;
  let given: AbortSignal | undefined;
  const sending = patiently({ method: 'post', path: 'scans', data: scan }, (signs) => {
    moved = signs.onUploadProgress;
    given = signs.signal;
    return new Promise<never>(() => undefined);
  });
  const end = expect(sending).rejects.toBeInstanceOf(NoAnswer);
  for (let minutes = 0; minutes < 40; minutes += 10) {
    await vi.advanceTimersByTimeAsync(600_000);
    expect(given?.aborted).toBe(false);
    moved();
  }
  await vi.advanceTimersByTimeAsync(900_000);
  await end;
  expect(given?.aborted).toBe(true);
});
