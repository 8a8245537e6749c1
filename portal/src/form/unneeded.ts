import { parseShape, unneededReasonSchema } from '@grant/schema';
import { ja } from '../locales/ja.ts';

/** What is wrong with the reason for which an item needs no mending; null where it is sound. */
export function faultOfReason(label: string, reason: string): string | null {
  if (reason.trim() === '') return ja.correction.unneededMissing(label);
  const read = parseShape(unneededReasonSchema, reason);
  if (read.ok) return null;
  const facts: { readonly faults?: readonly { readonly message: string }[] } = read.refusal.facts;
  return facts.faults?.[0]?.message ?? read.refusal.message;
}
