/** Which lines of Directus' log a person at the terminal is told; the log keeps all of them. */
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const logLine = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string(), stack: z.string().optional() }).optional(),
});

/** Whoever loses a connection asks again, and a database that ended is told by the start, which watches it. */
const LOST_CONNECTION =
  /Connection terminated|terminating connection|connection error|ECONNREFUSED|ECONNRESET|database system is/u;

/** What the bundler of the screens advises Directus' own code to do, with the bars it draws between its lines. */
const ADVICE = /PREFER_BUILTIN_FEATURE|preferBuiltinFeature|^\s*│\s*$/u;

/**
 * The sentence to show for one line, or nothing: a refusal is an answer that its reader has already got, and the
 * missing geometry extension means nothing, as maps are no part of this product.
 */
export function lineForPeople(line: string): string | undefined {
  if (line.includes("PostGIS isn't installed")) return undefined;
  if (ADVICE.test(stripVTControlCharacters(line))) return undefined;
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
  if (LOST_CONNECTION.test(err?.message ?? '')) return undefined;
  // Ours names the part and holds the error beside it; Directus repeats the error as the sentence.
  return [...new Set([msg, err?.message])].filter((part) => part !== undefined).join(': ') || line;
}
