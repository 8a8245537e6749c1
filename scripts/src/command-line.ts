/** What was typed after a command; what nobody knows is said in one line, with the way out. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { HouseFault } from './fault.ts';

/**
 * @param command as a person types it, for the way out: `npm test`
 * @throws HouseFault for an option that the command does not know or that lacks its value
 */
export function readCommandLine<const T extends ParseArgsConfig>(
  command: string,
  wanted: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(wanted);
  } catch (fault) {
    throw new HouseFault({
      ja: '指定されたオプションが分かりません。',
      en: fault instanceof Error ? fault.message.replaceAll(/\s*\n\s*/gu, ' ') : 'Unknown option.',
      wayOut: `${command} -- --help shows what can be given.`,
    });
  }
}

/**
 * A name nobody knows must not pass for a run in which nothing failed.
 * @throws HouseFault naming the first that is not known, and those that are
 */
export function requireKnown(given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new HouseFault({
    ja: `「${unknown}」という名前はありません。`,
    en: `There is no ${unknown}.`,
    wayOut: `Choose from: ${known.join(', ')}`,
  });
}
