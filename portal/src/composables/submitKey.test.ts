import { verbs } from '@grant/schema';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { markOf, renewKeyWith, sendingKey, startKey } from './submitKey.ts';

describe('the key of a start', () => {
  beforeEach(() => localStorage.clear());

  it('is another one for each client, and stays the same until the draft is there', () => {
    const first = startKey('mandate-1');
    const second = startKey('mandate-2');
    const own = startKey();
    expect(new Set([first.key, second.key, own.key]).size).toBe(3);
    second.forget();
    expect(startKey('mandate-1').key).toBe(first.key);
    expect(startKey('mandate-2').key).not.toBe(second.key);
    expect(startKey().key).toBe(own.key);
  });
});

describe('the key of what is sent once', () => {
  beforeEach(() => localStorage.clear());

  it('is the same for every try, and another one after it has arrived', () => {
    const first = sendingKey('message:1');
    expect(sendingKey('message:1').key).toBe(first.key);
    expect(sendingKey('mandate').key).not.toBe(first.key);
    first.forget();
    expect(sendingKey('message:1').key).not.toBe(first.key);
  });

  it('is another one once what is typed has changed, were it back to the same', async () => {
    const body = ref('控え');
    const scope = effectScope();
    scope.run(() => renewKeyWith('message:2', () => body.value));
    const first = sendingKey('message:2').key;
    await nextTick();
    expect(sendingKey('message:2').key).toBe(first);
    body.value = '';
    body.value = '控え';
    expect(sendingKey('message:2').key).not.toBe(first);
    scope.stop();
  });

  it('is another one for other contents, whichever tab they were typed in, and the same again for the same', () => {
    const first = sendingKey('inquiry', { question: '締切はいつですか。', day: '' }).key;
    const other = sendingKey('inquiry', { question: '書類は何が要りますか。', day: '' }).key;
    expect(other).not.toBe(first);
    expect(sendingKey('inquiry', { question: '締切はいつですか。', day: '' }).key).toBe(first);
    for (const key of [first, other])
      expect(verbs['application.start'].input.safeParse({ idempotencyKey: key }).success).toBe(true);
  });

  it('tells texts apart that differ in one letter or in their order', () => {
    const texts = Array.from({ length: 2000 }, (_, at) => `質問${String(at)}`);
    texts.push('甲乙', '乙甲', '甲', '甲甲');
    expect(new Set(texts.map((text) => sendingKey('inquiry', text).key)).size).toBe(texts.length);
  });

  it('is another one for another file of the same name', () => {
    const file = (text: string, lastModified: number): File =>
      new File([text], '委任状.pdf', { type: 'application/pdf', lastModified });
    const keyOf = (paper: File): string => sendingKey('mandate', [markOf(paper)]).key;
    expect(keyOf(file('一', 1))).toBe(keyOf(file('一', 1)));
    expect(keyOf(file('二', 2))).not.toBe(keyOf(file('一', 1)));
  });

  it('is there where storage is barred as well', () => {
    vi.stubGlobal('localStorage', undefined);
    const { key, forget } = sendingKey('message:3');
    expect(sendingKey('message:3').key).toBe(key);
    forget();
    expect(sendingKey('message:3').key).not.toBe(key);
    vi.unstubAllGlobals();
  });
});
