import { z } from 'zod';
import { accept, refuse, type Refusal, type Result } from '../refusal.ts';
import { sentenceOfIssue } from './sentences.ts';

/**
 * A zod shape from a parser: string in, branded value out. The issue carries the refusal's sentence as message and
 * the refusal itself as `params.refusal`, so that a form can show it and an adapter can answer with its code.
 */
export function refusingShape<T>(parse: (input: string) => Result<T>) {
  return z.string().transform((input, context): T => {
    const result = parse(input);
    if (result.ok) return result.value;
    context.addIssue({
      code: 'custom',
      message: result.refusal.message,
      params: { refusal: result.refusal },
    });
    return z.NEVER;
  });
}

/** The INVALID_INPUT refusal for a zod error: one fault per issue, path joined with dots. */
export function refusalOfIssues(error: z.ZodError): Refusal<'INVALID_INPUT'> {
  const faults = error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  return refuse('INVALID_INPUT', { faults });
}

/** Parses unknown input with a zod shape; a misfit is a refusal with Japanese sentences, never an exception. */
export function parseShape<S extends z.ZodType>(shape: S, input: unknown): Result<z.output<S>> {
  const parsed = shape.safeParse(input, { error: sentenceOfIssue });
  return parsed.success ? accept(parsed.data) : { ok: false, refusal: refusalOfIssues(parsed.error) };
}
