/** How fast and in how much memory the bank file is written and checked, and whether any bytes at all can break it. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type BankProfile,
  DEFAULT_BANK_PROFILE,
  decodeTransferFile,
  encodeTransferFile,
  transferFileSchema,
  unwrap,
  validateTransferBytes,
} from '@grant/schema';
import { z } from 'zod';
import { runNode } from '../child.ts';
import { ROOT } from '../environment.ts';
import { type Bench, type Measurement, measured } from './bench.ts';

const SAMPLES = 5;
/** Each record is laid out field by field and each byte checked: so many times what JSON.stringify takes, at most. */
const ENCODE_TIMES = 10;
const VALIDATE_TIMES = 15;
const PEAK_MEGABYTES = 200;
/** The files do not say it. */
const YEAR = 2026;
const RANDOM_FILES = 1_000_000;
/** Bytes of the longest random file: a little more than two records. */
const RANDOM_BYTES_MAX = 250;
/** Of a good file, as many bytes are changed at most. */
const CHANGES_MAX = 4;

const figuresShape = z.object({
  encodeMs: z.number(),
  validateMs: z.number(),
  plainMs: z.number(),
  peakMegabytes: z.number(),
});

async function runOnce(): Promise<z.infer<typeof figuresShape>> {
  const { code, lines } = await runNode([path.join(ROOT, 'scripts', 'src', 'bench', 'zengin-run.ts')], {
    env: { PATH: process.env['PATH'] ?? '' },
    log: path.join(ROOT, '.data', 'bench', 'zengin.log'),
  });
  if (code !== 0) throw new Error(lines);
  return figuresShape.parse(JSON.parse(lines.split('\n').at(-1) ?? ''));
}

export const zengin: Bench = {
  name: 'zengin',
  about: '100,000 transfers written and checked, beside JSON.stringify of the same transfers.',
  async run(progress): Promise<readonly Measurement[]> {
    const runs: z.infer<typeof figuresShape>[] = [];
    for (let index = 1; index <= SAMPLES; index += 1) {
      runs.push(await progress.step(`bank file ${String(index)}/${String(SAMPLES)}`, runOnce));
    }
    const of = (take: (run: z.infer<typeof figuresShape>) => number): number[] => runs.map(take);
    return [
      measured(
        'zengin.encode-per-stringify',
        'times',
        ENCODE_TIMES,
        of((run) => run.encodeMs / run.plainMs),
      ),
      measured(
        'zengin.validate-per-stringify',
        'times',
        VALIDATE_TIMES,
        of((run) => run.validateMs / run.plainMs),
      ),
      measured(
        'zengin.peak-above-base',
        'MB',
        PEAK_MEGABYTES,
        of((run) => run.peakMegabytes),
      ),
    ];
  },
};

/** A small generator with a seed (xorshift, 32 bits), so that a finding can be made again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Bytes a record begins or ends with come up often, so that more than the first check is reached. */
const LIKELY = [0x31, 0x32, 0x38, 0x39, 0x20, 0x30, 0x0d, 0x0a, 0xb1];

function randomFile(random: () => number): Uint8Array {
  const bytes = new Uint8Array(random() % RANDOM_BYTES_MAX);
  const likely = random() % 4 !== 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const drawn = random();
    bytes[index] = likely ? (LIKELY[drawn % LIKELY.length] ?? 0) : drawn & 0xff;
  }
  return bytes;
}

/** A good file under the profile, with or without EDI information. */
function goodFile(profile: BankProfile, edi: boolean): Uint8Array {
  const account = { bankCode: '0129', branchCode: '100', accountType: '1', accountNumber: '1234567' };
  const transfer = { ...account, payeeName: 'ｶ)ｻﾝﾌﾟﾙ', amountYen: 300_000, ...(edi ? { edi: 'R8-1' } : {}) };
  const header = {
    ...account,
    consignorCode: '1234567890',
    consignorName: 'ﾄﾁｷﾞ',
    transferDate: '2026-06-15',
  };
  return unwrap(encodeTransferFile(transferFileSchema.parse({ header, transfers: [transfer] }), profile));
}

const PROFILES = (['CRLF', 'LF', 'none'] as const).map((separator) => ({
  ...DEFAULT_BANK_PROFILE,
  separator,
}));
const GOOD = PROFILES.map((profile) => [goodFile(profile, false), goodFile(profile, true)]);

function changed(good: Uint8Array, random: () => number): Uint8Array {
  const bytes = good.slice();
  for (let changes = 1 + (random() % CHANGES_MAX); changes > 0; changes -= 1)
    bytes[random() % bytes.length] = random() & 0xff;
  return bytes;
}

/** Whether what a file says is said again, with the same meaning, when it is written anew. */
function saysTheSame(bytes: Uint8Array, profile: BankProfile, faultless: boolean): boolean {
  const read = decodeTransferFile(bytes, profile, YEAR);
  if (!read.ok) return !faultless || read.refusal.code === 'INVALID_DATE';
  const again = encodeTransferFile(read.value, profile);
  if (!faultless || !again.ok) return false;
  return isDeepStrictEqual(decodeTransferFile(again.value, profile, YEAR), read);
}

export const zenginFuzz: Bench = {
  name: 'zengin-fuzz',
  about:
    'A million random byte strings read as a bank file, a quarter of them a good file with bytes changed: how many threw, were taken for one, or were read as what they do not say.',
  run: (progress) =>
    progress.step('random files', async () => {
      const random = randomFrom(20_260_501);
      let thrown = 0;
      let taken = 0;
      let misread = 0;
      for (let count = 0; count < RANDOM_FILES; count += 1) {
        const place = random() % PROFILES.length;
        const profile = PROFILES[place] ?? DEFAULT_BANK_PROFILE;
        // Every fourth is a good file with a few bytes changed, which may by chance be one again.
        const good = count % 4 === 0 ? GOOD[place]?.[random() % 2] : undefined;
        const bytes = good === undefined ? randomFile(random) : changed(good, random);
        try {
          const faultless = validateTransferBytes(bytes, profile).length === 0;
          if (faultless && good === undefined) taken += 1;
          if (!saysTheSame(bytes, profile, faultless)) misread += 1;
        } catch {
          thrown += 1;
        }
        // Lets the progress line show that time goes by.
        if (count % 10_000 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      return [
        measured('zengin-fuzz.thrown', 'files', 0, [thrown]),
        measured('zengin-fuzz.taken', 'files', 0, [taken]),
        measured('zengin-fuzz.misread', 'files', 0, [misread]),
      ];
    }),
};
