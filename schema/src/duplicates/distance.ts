/**
 * 編集距離: how many slips of one letter turn one text into the other, where a slip is a letter put in, left out,
 * replaced, or changed places with its neighbour (optimal string alignment). Stops counting above `max` and answers
 * `max + 1`, so that texts of very different length cost nothing.
 */
export function slips(left: string, right: string, max: number): number {
  const from = Array.from(left);
  const to = Array.from(right);
  if (Math.abs(from.length - to.length) > max) return max + 1;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (above[column] as number) + (letter === other ? 0 : 1);
      const leftOut = (above[column + 1] as number) + 1;
      const putIn = (current[column] as number) + 1;
      let least = Math.min(replaced, leftOut, putIn);
      if (row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other) {
        least = Math.min(least, (before[column - 1] as number) + 1);
      }
      current.push(least);
    }
    before = above;
    above = current;
  }
  return Math.min(above[to.length] as number, max + 1);
}
