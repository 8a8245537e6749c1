import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * 口座番号の秘匿: AES-256-GCM with a key from the environment, and a keyed index that tells equality without telling
 * the number. Sealed text: `v1.<key id>.<iv>.<tag>.<cipher>` in base64url; the key id makes a later change of key
 * possible without guessing.
 */

const PREFIX = 'v1';

interface Keys {
  readonly seal: Buffer;
  /** The key before, while what it sealed is sealed anew (鍵の更新); else null. It opens and never seals. */
  readonly old: Buffer | null;
  readonly index: Buffer;
}

function keyFrom(env: Readonly<Record<string, unknown>>, name: string): Buffer {
  const text = env[name];
  const key = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (key.length !== 32) throw new Error(`${name} must be 32 bytes in base64`);
  return key;
}

/** Reads both keys; throws at once when one is missing, so that no number is ever stored unsealed. */
export function bankKeys(env: Readonly<Record<string, unknown>>): Keys {
  return {
    seal: keyFrom(env, 'GRANT_BANK_KEY'),
    old: rotating(env) ? keyFrom(env, 'GRANT_BANK_KEY_OLD') : null,
    index: keyFrom(env, 'GRANT_INDEX_KEY'),
  };
}

/** True while the key before is still at hand. */
export function rotating(env: Readonly<Record<string, unknown>>): boolean {
  const old = env['GRANT_BANK_KEY_OLD'];
  return typeof old === 'string' && old !== '';
}

/** How everything begins that is sealed with the key of today. */
export function sealedPrefix(keys: Keys): string {
  return `${PREFIX}.${idOf(keys.seal)}.`;
}

/** Short name of a key: the first 8 hex digits of its hash. */
function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Seals text. `context` (for example the case id) is bound to it: a sealed text moved elsewhere does not open. */
export function seal(keys: Keys, plain: string, context: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keys.seal, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
  return [PREFIX, idOf(keys.seal), ...parts].join('.');
}

/** Opens sealed text. Throws when it was changed, belongs to another context, or was sealed with another key. */
export function open(keys: Keys, sealed: string, context: string): string {
  const [prefix, keyId, iv, tag, body] = sealed.split('.');
  if (prefix !== PREFIX || iv === undefined || tag === undefined || body === undefined)
    throw new Error('sealed text has an unknown form');
  const key = [keys.seal, keys.old].find((one) => one !== null && idOf(one) === keyId);
  if (!key) throw new Error(`sealed with another key (${String(keyId)})`);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
  decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** Keyed index of a value (hex): equal values have equal indexes, and nothing else can be learnt without the key. */
export function blindIndex(keys: Keys, value: string): string {
  return createHmac('sha256', keys.index).update(value, 'utf8').digest('hex');
}

/** 内容のハッシュ: SHA-256 (hex) over JSON with sorted keys, so that the order of writing does not matter. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

function canonical(value: unknown): string {
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, content]) => `${JSON.stringify(key)}:${canonical(content)}`).join(',')}}`;
}
