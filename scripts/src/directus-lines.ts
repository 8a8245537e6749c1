/** Which lines of Directus' log a person at the terminal is told; the log keeps all of them. */
import { z } from 'zod';

const logLine = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string(), stack: z.string().optional() }).optional(),
});

/**
 * The sentence to show for one line, or nothing: a refusal is an answer that its reader has already got, and the
 * missing geometry extension means nothing, as maps are no part of this product.
 */
export function lineForPeople(line: string): string | undefined {
  if (line.includes("PostGIS isn't installed")) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return line;
  }
  const said = logLine.safeParse(json);
  if (!said.success) return line;
  const { msg, err } = said.data;
  if (err?.stack?.startsWith('DirectusError') === true) return undefined;
  return msg ?? err?.message ?? line;
}
