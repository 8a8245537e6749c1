// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ref } from 'vue';
import { useReading } from './useReading.ts';

/** An answer that comes when it is told to. */
function late<Found>() {
  let give: (found: Found) => void = () => undefined;
  let refuse = (): void => undefined;
  const answer = new Promise<Found>((done, fail) => {
    give = done;
    refuse = () => fail(new Error('no network'));
  });
  return { answer: () => answer, give: (found: Found) => give(found), refuse: () => refuse() };
}

it('shows the answer to what was asked last, whichever comes last', async () => {
  const shown: string[] = [];
  const { read, reading } = useReading(ref(null));
  const [first, second] = [late<string>(), late<string>()];
  const all = [first, second].map(({ answer }) => read(answer, (found) => shown.push(found)));
  second.give('second');
  await all[1];
  expect(reading.value).toBe(false);
  first.give('first');
  await all[0];
  expect(shown).toEqual(['second']);
});

it('is silent of a question that was overtaken, and says what became of the last one', async () => {
  const fault = ref<string | null>('以前の誤り');
  const { read } = useReading(fault);
  const [first, second] = [late<string>(), late<string>()];
  const all = [first, second].map(({ answer }) => read(answer, () => undefined));
  expect(fault.value).toBeNull();
  first.refuse();
  await all[0];
  expect(fault.value).toBeNull();
  second.refuse();
  await all[1];
  expect(fault.value).not.toBeNull();
});

it('shows nothing of a question that was dropped', async () => {
  const shown: string[] = [];
  const { read, drop, reading } = useReading(ref(null));
  const asked = late<string>();
  const done = read(asked.answer, (found) => shown.push(found));
  drop();
  expect(reading.value).toBe(false);
  asked.give('late');
  await done;
  expect(shown).toEqual([]);
});
