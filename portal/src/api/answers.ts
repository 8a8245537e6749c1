import { verbOf, type VerbName, type VerbOutput } from '@grant/schema';

/** Reads a verb's answer by its zod shape; nothing when it does not fit. A file of its own because it brings all shapes. */
export function readAnswer<N extends VerbName>(name: N, data: unknown): VerbOutput<N> | undefined {
  const parsed = verbOf(name).output.safeParse(data);
  return parsed.success ? (parsed.data as VerbOutput<N>) : undefined;
}
