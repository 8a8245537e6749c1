/** 頁の印の大きさ: grey pixels from which a print is made, row by row. */
export const PRINT_WIDTH = 9;
export const PRINT_HEIGHT = 8;

/** Neighbours must differ by so many of 255 levels: paper noise and the blank of a page are no picture. */
const STEP_MIN = 6;
/** A print of fewer steps than this is that of a nearly empty page, and all of those are alike. */
const STEPS_MIN = 12;

/** Prints that differ in at most so many of 64 places are taken for one picture. */
export const PRINT_DISTANCE_MAX = 3;

/** A page that more cases than this hold is a printed form or a model text, and says nothing of copying. */
export const PRINT_CASES_MAX = 3;

/**
 * 頁の印 (dHash): 64 places, `1` where a pixel is darker than its right neighbour, so that light, size and compression of a
 * scan do not matter. Null for a page with too little on it.
 * @param grey 9 × 8 pixels, 0 black to 255 white
 */
export function pagePrint(grey: ArrayLike<number>): string | null {
  if (grey.length !== PRINT_WIDTH * PRINT_HEIGHT) return null;
  let print = '';
  let steps = 0;
  for (let row = 0; row < PRINT_HEIGHT; row += 1) {
    for (let column = 0; column < PRINT_WIDTH - 1; column += 1) {
      const at = row * PRINT_WIDTH + column;
      const step = (grey[at + 1] as number) - (grey[at] as number);
      if (Math.abs(step) >= STEP_MIN) steps += 1;
      print += step >= STEP_MIN ? '1' : '0';
    }
  }
  return steps < STEPS_MIN ? null : print;
}

/** 印の違い: in how many places two prints differ. */
export function printDistance(left: string, right: string): number {
  let places = 0;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) places += 1;
  return places;
}
