/** A database that was killed outright comes back with everything that was committed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keysOf } from '@grant/scripts/keys';
import { freePorts } from '@grant/scripts/ports';
import { type Cluster, startCluster } from '@grant/scripts/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TESTS_FOLDER, copyCluster, preparedTemplate } from '../../fixtures/template.ts';

let folder: string;
let cluster: Cluster | undefined;
let start: () => Promise<Cluster>;

beforeAll(async () => {
  const template = await preparedTemplate();
  folder = mkdtempSync(path.join(TESTS_FOLDER, `run-${String(process.pid)}-killed-`));
  copyCluster(template, path.join(folder, 'postgres'));
  const { database } = await freePorts();
  start = () =>
    startCluster({
      folder: path.join(folder, 'postgres'),
      port: database,
      password: keysOf(template).databasePassword,
      log: path.join(folder, 'postgres.log'),
    });
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('is noticed when it dies, and starts again over its stale lock', async () => {
  cluster = await start();
  const sql = cluster.connect();
  await sql`create table kept as select 1 as one`;
  await sql.end();
  const server = Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(server, 'SIGKILL');
  expect(await cluster.ended).toBe(128);

  cluster = await start();
  const again = cluster.connect();
  expect(await again`select one from kept`).toEqual([{ one: 1 }]);
  await again.end();
});
