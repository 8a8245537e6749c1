import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { statusPinOf, STATUS_PIN_BYTES } from '@grant/schema';

/** 照会番号の秘匿: only a salted scrypt hash is kept; whoever reads the table learns no number. */

const derive = promisify<string, string, number, Buffer>(scrypt);
const HASH_BYTES = 32;

/** Salt and hash of one number, hex. */
export interface SealedPin {
  readonly salt: string;
  readonly hash: string;
}

/** A new number and what is kept of it. */
export async function newStatusPin(): Promise<SealedPin & { readonly pin: string }> {
  for (;;) {
    const pin = statusPinOf(randomBytes(STATUS_PIN_BYTES));
    if (pin === null) continue;
    const salt = randomBytes(16).toString('hex');
    return { pin, salt, hash: (await derive(pin, salt, HASH_BYTES)).toString('hex') };
  }
}

/** Nobody's number: looked at when there is none, so that both answers take as long. */
const NOBODY: SealedPin = { salt: '00'.repeat(16), hash: '00'.repeat(HASH_BYTES) };

/** True for the number that was sealed; the same work whether there is one or not. */
export async function opensStatus(pin: string, sealed: SealedPin | undefined): Promise<boolean> {
  const { salt, hash } = sealed ?? NOBODY;
  const same = timingSafeEqual(await derive(pin, salt, HASH_BYTES), Buffer.from(hash, 'hex'));
  return same && sealed !== undefined;
}
