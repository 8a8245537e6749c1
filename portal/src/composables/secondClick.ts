/**
 * 二度押し: what was pressed may change the page under the finger, so that the second click of a double click meets something
 * that nobody meant to press: a link of the foot where the button just was. It counts only on what the first one met.
 */
export function guardSecondClick(page: Document): void {
  let first: EventTarget | null = null;
  page.addEventListener(
    'click',
    (event) => {
      if (event.detail < 2) {
        first = event.target;
        return;
      }
      if (event.target === first) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
