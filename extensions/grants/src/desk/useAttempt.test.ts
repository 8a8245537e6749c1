// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useAttempt } from './useAttempt.ts';

/** Acts that end when they are told to. */
function acts() {
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const act = (name: string) => (): Promise<void> =>
    new Promise<void>((done, fail) => {
      log.push(name);
      ends.set(name, (error) => (error === undefined ? done() : fail(error)));
    });
  return { log, act, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

it('does nothing at a second press while the first is under way', async () => {
  const { log, act, end } = acts();
  const { attempt, busy } = useAttempt();
  const first = attempt(act('first'));
  await expect(attempt(act('second'))).resolves.toBe(false);
  end('first');
  await expect(first).resolves.toBe(true);
  expect([log, busy.value]).toEqual([['first'], false]);
});

it('does what must not be lost after the act under way, one after the other', async () => {
  const { log, act, end } = acts();
  const { attempt, afterwards, fault, done } = useAttempt();
  const first = attempt(act('first'));
  const second = afterwards(act('second'));
  const third = afterwards(act('third'), '三つ目を記録しました。');
  expect(log).toEqual(['first']);
  end('first', new Error('no network'));
  await expect(first).resolves.toBe(false);
  await expect.poll(() => log).toEqual(['first', 'second']);
  end('second');
  await expect(second).resolves.toBe(true);
  await expect.poll(() => log).toEqual(['first', 'second', 'third']);
  end('third');
  await expect(third).resolves.toBe(true);
  // The refusal of the first is still to be read, beside what was done after it.
  expect([fault.value === null, done.value]).toEqual([false, '三つ目を記録しました。']);
});

it('does not build upon an act that was refused, and says why', async () => {
  const { log, act, end } = acts();
  const { attempt, building, fault } = useAttempt();
  const upload = attempt(act('upload'));
  const answer = building(act('answer'));
  end('upload', new Error('no network'));
  await expect(upload).resolves.toBe(false);
  await expect(answer).resolves.toBe(false);
  expect([log, fault.value === null]).toEqual([['upload'], false]);
  const again = attempt(act('upload again'));
  const then = building(act('answer'));
  end('upload again');
  await expect(again).resolves.toBe(true);
  await expect.poll(() => log.at(-1)).toBe('answer');
  end('answer');
  await expect(then).resolves.toBe(true);
});
