import { expect, it } from 'vitest';
import { browserStorage, storageOf } from './browserStorage.ts';

it('keeps texts in the browser, where another page finds them', () => {
  browserStorage.write('a', '1');
  expect(storageOf(() => localStorage).read('a')).toBe('1');
  expect(browserStorage.keys()).toContain('a');
  browserStorage.drop('a');
  expect(localStorage.getItem('a')).toBeNull();
});

it.each([
  [
    'barred',
    (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    },
  ],
  [
    'full',
    (): Storage =>
      Object.create(localStorage, {
        setItem: {
          value: () => {
            throw new DOMException('full', 'QuotaExceededError');
          },
        },
        getItem: { value: () => null },
        removeItem: { value: () => undefined },
      }) as Storage,
  ],
])('remembers for the open page where storage is %s', (_name, storage) => {
  const kept = storageOf(storage);
  kept.write('a', '1');
  expect(kept.read('a')).toBe('1');
  expect(kept.keys()).toContain('a');
  kept.drop('a');
  expect(kept.read('a')).toBeNull();
});
