import { describe, expect, it } from 'vitest';
import { effectScope, ref } from 'vue';
import { civilDateInJapan, instant } from '@grant/schema';
import { useCall } from './useCall.ts';

const MINUTE = 60_000;
const OPENED = Date.UTC(2026, 6, 15);

/** A desk that was opened at nine, and its clock. */
function desk() {
  const now = ref(OPENED);
  const call = effectScope().run(() => useCall(now));
  if (call === undefined) throw new Error('no scope');
  return { now, call };
}

describe('the time a call takes', () => {
  it('runs from the first that is typed, not from the record before it', () => {
    const { now, call } = desk();
    now.value += 61 * MINUTE;
    expect([call.started.value, call.seconds.value, call.minutes.value]).toEqual([false, 0, 1]);
    call.typed.question = '様式はどこにありますか。';
    now.value += 4 * MINUTE;
    call.typed.category = 'procedure';
    expect(call.input()?.minutes).toBe(4);
    call.next();
    now.value += 600 * MINUTE;
    expect([call.started.value, call.seconds.value]).toEqual([false, 0]);
    call.search.value = '株式会社';
    now.value += 2 * MINUTE;
    call.link({
      id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
      receiptNumber: 'R8-0001',
      employerName: '株式会社けやき',
      phone: null,
      stateLabel: '審査中',
      ask: false,
      since: civilDateInJapan(instant('2026-07-01T00:00:00Z')),
    });
    call.search.value = '';
    expect([call.started.value, call.minutes.value]).toEqual([true, 2]);
  });

  it('begins anew where what was typed is taken out again', () => {
    const { now, call } = desk();
    call.search.value = 'けや';
    now.value += 30 * MINUTE;
    call.search.value = '';
    expect(call.seconds.value).toBe(0);
    now.value += 30 * MINUTE;
    call.typed.callback = true;
    now.value += MINUTE;
    expect(call.seconds.value).toBe(60);
  });

  it('that was left open is asked of the person, with nothing lost', () => {
    const { now, call } = desk();
    call.typed.question = '様式はどこにありますか。';
    call.typed.category = 'procedure';
    now.value += 600 * MINUTE;
    expect(call.overlong.value).toBe(false);
    now.value += 1000;
    expect(call.overlong.value).toBe(true);
    call.correct('7');
    expect([call.overlong.value, call.input()?.minutes]).toEqual([false, 7]);
    expect(call.input()?.question).toBe('様式はどこにありますか。');
    call.correct('');
    expect(call.overlong.value).toBe(true);
    call.correct('601');
    expect(call.overlong.value).toBe(true);
    call.next();
    expect(call.overlong.value).toBe(false);
  });
});
