/** Practice cases are for an office where nobody has worked yet. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedUnderMark } from '@grant/scripts/seed/first';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseIn } from '../database/case-path.ts';
import { type Databases, openDatabase } from '../database/database.ts';
import { buildWorld } from '../database/world.ts';

let databases: Databases;
let folder: string;
beforeAll(async () => {
  databases = await openDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'grant-first-'));
});
afterAll(async () => {
  await databases?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('are made under a mark that stays when it fails, and never again once somebody may have worked there', async () => {
  const { app, owner } = databases;
  const made: string[] = [];
  const make = (name: string) => () => Promise.resolve(void made.push(name));
  const failing = seedUnderMark(owner, folder, () => Promise.reject(new Error('cut short')));
  await expect(failing).rejects.toThrow('cut short');
  expect(existsSync(path.join(folder, 'seeding'))).toBe(true);

  await seedUnderMark(owner, folder, make('first start'));
  expect(existsSync(path.join(folder, 'seeding'))).toBe(false);

  await caseIn(app, await buildWorld(owner), 'submitted');
  await seedUnderMark(owner, folder, make('second start'));
  expect(made).toEqual(['first start']);
});
