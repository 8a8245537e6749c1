import { beforeEach, describe, expect, it } from 'vitest';
import { sendingKey, startKey } from './submitKey.ts';

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
});
