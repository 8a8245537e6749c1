/** Secrets of a practice or test installation: made once, kept in its data folder, readable by the owner alone. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Keys } from './environment.ts';
import { HouseFault } from './fault.ts';

const keysShape = z.object({
  secret: z.string().min(32),
  bankKey: z.string().min(40),
  bankKeyOld: z.string().min(40).optional(),
  indexKey: z.string().min(40),
  adminToken: z.string().min(32),
  adminPassword: z.string().min(12),
  databasePassword: z.string().min(12),
});

/** A password a person can read out: 20 characters without look-alikes, with every class a policy may ask for. */
export function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const body = [...randomBytes(18)].map((byte) => letters[byte % letters.length]).join('');
  return `${body}-7`;
}

function readKeys(file: string): Keys {
  const text = readFileSync(file, 'utf8');
  try {
    return keysShape.parse(JSON.parse(text));
  } catch {
    throw new HouseFault({
      ja: `鍵のファイル ${file} が壊れています。`,
      en: `The file of keys is damaged: ${file}.`,
      wayOut: 'Put back a copy of it, or start afresh with another folder: npm start -- --data <folder>',
    });
  }
}

function writeKeys(dataFolder: string, keys: Keys): void {
  writeFileSync(path.join(dataFolder, 'keys.json'), JSON.stringify(keys, null, 2), { mode: 0o600 });
}

/** 鍵の更新の始め: a new key for account numbers; the one before stays at hand until nothing is sealed with it. */
export function beginRotation(dataFolder: string): void {
  const keys = keysOf(dataFolder);
  writeKeys(dataFolder, {
    ...keys,
    bankKey: randomBytes(32).toString('base64'),
    bankKeyOld: keys.bankKey,
  });
}

/** 鍵の更新の終わり: the key before is thrown away. */
export function endRotation(dataFolder: string): void {
  writeKeys(dataFolder, { ...keysOf(dataFolder), bankKeyOld: undefined });
}

/** Reads the keys of this folder, making them at the first call. Losing the file loses the sealed bank numbers. */
export function keysOf(dataFolder: string): Keys {
  const file = path.join(dataFolder, 'keys.json');
  if (existsSync(file)) return readKeys(file);
  const keys: Keys = {
    secret: randomBytes(48).toString('base64url'),
    bankKey: randomBytes(32).toString('base64'),
    indexKey: randomBytes(32).toString('base64'),
    adminToken: randomBytes(36).toString('base64url'),
    adminPassword: makePassword(),
    databasePassword: randomBytes(24).toString('base64url'),
  };
  mkdirSync(dataFolder, { recursive: true });
  writeKeys(dataFolder, keys);
  return keys;
}
