function pairsOf(text: string): string[] {
  const letters = Array.from(text);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/**
 * 名称の似かた: share of letter pairs two keys have in common (Dice), 0 to 1. A slip of one letter in a name of ten
 * leaves about 0.8. Keys of one letter are alike only when equal; nothing is like an empty key.
 */
export function similarity(left: string, right: string): number {
  if (left === right) return left === '' ? 0 : 1;
  const rest = pairsOf(right);
  const total = pairsOf(left).length + rest.length;
  if (total === 0) return 0;
  let common = 0;
  for (const pair of pairsOf(left)) {
    const at = rest.indexOf(pair);
    if (at === -1) continue;
    rest.splice(at, 1);
    common += 1;
  }
  return (2 * common) / total;
}
