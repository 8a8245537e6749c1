/**
 * Production, before the first start and after every new image: brings the database to the configuration of this
 * image, and ends. Safe to run again; it changes nothing when nothing differs.
 */
import path from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { directusCommand, startDirectus } from './directus.ts';
import { productionEnvironment } from './environment.ts';
import { describeFault } from './fault.ts';
import { fillLifecycle } from './lifecycle-tables.ts';
import { createProgress } from './progress.ts';
import { pushDumps } from './sync.ts';

const operator = z.looseObject({
  DB_HOST: z.string(),
  DB_PORT: z.string(),
  DB_DATABASE: z.string(),
  DB_USER: z.string(),
  DB_PASSWORD: z.string(),
  ADMIN_TOKEN: z.string().min(32),
  TEMP_PATH: z.string(),
});

async function main(): Promise<void> {
  const given = operator.parse(process.env);
  const passed = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const url = 'http://127.0.0.1:8055';
  const env: Record<string, string> = {
    ...productionEnvironment(),
    ...(Object.fromEntries(passed) as Record<string, string>),
    PUBLIC_URL: url,
    HOST: '127.0.0.1',
    PORT: '8055',
    RATE_LIMITER_ENABLED: 'false',
    MAX_PAYLOAD_SIZE: '100mb',
    EXTENSIONS_PATH: path.join(given.TEMP_PATH, 'no-extensions'),
    LOG_LEVEL: 'warn',
  };
  const log = path.join(given.TEMP_PATH, 'prepare.log');
  const progress = createProgress(3);
  await progress.step('データベース / database', () =>
    directusCommand(['bootstrap'], { env: { ...env, MIGRATIONS_PATH: '/nonexistent' }, log }),
  );
  await progress.step('データモデルと権限 / data model and permissions', async () => {
    const server = await startDirectus({ env, log });
    try {
      await pushDumps({ url, token: given.ADMIN_TOKEN }, log, false);
    } finally {
      await server.stop();
    }
  });
  await progress.step('制約と監査 / constraints and audit', async () => {
    await directusCommand(['database', 'migrate:latest'], { env, log });
    const sql = postgres({
      host: given.DB_HOST,
      port: Number(given.DB_PORT),
      database: given.DB_DATABASE,
      user: given.DB_USER,
      password: given.DB_PASSWORD,
    });
    await fillLifecycle(sql);
    await sql.end();
  });
  progress.close();
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
