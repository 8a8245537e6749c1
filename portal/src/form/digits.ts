/** Full-width digits and hyphens as half-width ones; everything else stays. */
export function narrowDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[－ー―‐−]/g, '-');
}

/** Whole yen with commas: 200000 as 200,000円. */
export function showYen(amount: number): string {
  return `${amount.toLocaleString('ja-JP')}円`;
}

/** Whole yen the way notices say it: 200000 as 20万円. */
export function showManYen(amount: number): string {
  return amount % 10_000 === 0 ? `${(amount / 10_000).toLocaleString('ja-JP')}万円` : showYen(amount);
}

/** Bytes as 1.2MB, 20MB or 340KB. */
export function showBytes(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')}MB`
    : `${Math.max(1, Math.round(bytes / 1024))}KB`;
}
