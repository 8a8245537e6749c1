import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guardSecondClick } from './secondClick.ts';

/** How many clicks reached each of the two. */
let reached: Record<'button' | 'link', number>;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(id);
  return found;
}

function click(id: 'button' | 'link', detail: number): boolean {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, detail });
  return element(id).dispatchEvent(event);
}

beforeAll(() => guardSecondClick(document));
beforeEach(() => {
  reached = { button: 0, link: 0 };
  document.body.innerHTML = '<button id="button">提出</button><a id="link" href="#away">外</a>';
  for (const id of ['button', 'link'] as const)
    element(id).addEventListener('click', () => (reached[id] += 1));
});

describe('the second click of a double click', () => {
  it('counts on the element that the first one met', () => {
    click('button', 1);
    click('button', 2);
    expect(reached).toEqual({ button: 2, link: 0 });
  });

  it('does nothing on what has moved under it', () => {
    click('button', 1);
    expect(click('link', 2)).toBe(false);
    expect(reached).toEqual({ button: 1, link: 0 });
  });

  it('is no hindrance to clicks one after another, by mouse or by key', () => {
    for (const detail of [1, 0]) {
      click('button', detail);
      expect(click('link', detail)).toBe(true);
    }
    expect(reached).toEqual({ button: 2, link: 2 });
  });
});
