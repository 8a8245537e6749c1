import { beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { renewKeyWith, sendingKey, startKey } from './submitKey.ts';

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

  it('is there where storage is barred as well', () => {
    vi.stubGlobal('localStorage', undefined);
    const { key, forget } = sendingKey('message:3');
    expect(sendingKey('message:3').key).toBe(key);
    forget();
    expect(sendingKey('message:3').key).not.toBe(key);
    vi.unstubAllGlobals();
  });
});
