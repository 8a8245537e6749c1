/**
 * Everything Directus and our extension read from the environment, made in one place and used alike by
 * `npm start`, the tests and the production image.
 *
 * A value is here because it differs from Directus' default on purpose; the reason stands beside it.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { civilDateInJapan, defaultProgramme, instant, isWithin } from '@grant/schema';

/** Repository root: this file is scripts/src/environment.ts. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** TCP ports of one office on one machine. */
export interface Ports {
  /** Directus, the portal and the verbs. */
  readonly office: number;
  /** Web page and JSON of the mail sink. */
  readonly mailWeb: number;
  /** SMTP of the mail sink. */
  readonly smtp: number;
  /** PostgreSQL. */
  readonly database: number;
}

/** Secrets of one installation; generated into the data folder, or given by the operator in production. */
export interface Keys {
  /** Signs Directus tokens. */
  readonly secret: string;
  /** 32 bytes, base64: seals bank account numbers (AES-256-GCM). */
  readonly bankKey: string;
  /** The key before, while account numbers are sealed anew with the key above. */
  readonly bankKeyOld?: string | undefined;
  /** 32 bytes, base64: blind index over bank account numbers (HMAC). */
  readonly indexKey: string;
  /** Static token of the house account that pushes the configuration. */
  readonly adminToken: string;
  readonly adminPassword: string;
  readonly databasePassword: string;
}

export interface EnvironmentInput {
  readonly ports: Ports;
  readonly keys: Keys;
  /** Folder for uploads, temporary files and the compile cache. */
  readonly dataFolder: string;
  readonly database: string;
  /** `start` is the practice office; `test` also lifts what would slow a test down. */
  readonly purpose: 'start' | 'test';
  /** Set for the configuration push: no extension of ours may run before its tables exist. */
  readonly bare?: boolean;
  /** Shows itself to search engines, as production does; only to be judged by their rules. */
  readonly listed?: boolean;
}

export const DATABASE_USER = 'grant_owner';
export const HOUSE_MAIL = 'house@office.example.jp';

/** Tables of triggers and jobs alone: not collections, and without the single key that Directus expects of one. */
const TRIGGER_TABLES = [
  'lifecycle_transitions',
  'lifecycle_four_eyes',
  'lifecycle_duties',
  'money_moves',
  'ledger_balances',
  'summary_labels',
  'mail_deliveries',
  'door_attempts',
  'act_progress',
  'page_prints',
  'paper_traits',
];

/** ログインの有効時間: one working day; who is at work prolongs it, and who is away is warned before it ends. */
export const SESSION_LENGTH = '8h';

/** Pins that hold wherever the product runs; compose repeats them through `productionEnvironment`. */
const PINS: Readonly<Record<string, string>> = {
  // A .env file would override the process environment (Directus reads it last).
  CONFIG_PATH: '/nonexistent',
  PACKAGE_FILE_LOCATION: ROOT,
  EXTENSIONS_PATH: path.join(ROOT, 'extensions'),
  // A missing fence or verb must stop the start, never be skipped over.
  EXTENSIONS_MUST_LOAD: 'true',
  // The screens are joined at every start; the other bundler takes three seconds of it.
  EXTENSIONS_ROLLDOWN: 'true',
  MIGRATIONS_PATH: path.join(ROOT, 'snapshots', 'migrations'),
  EMAIL_TEMPLATES_PATH: path.join(ROOT, 'extensions', 'grants', 'templates'),
  DB_EXCLUDE_TABLES: ['spatial_ref_sys', ...TRIGGER_TABLES].join(','),
  ROOT_REDIRECT: '/portal/',
  // Cookie and token, which the warning of the portal goes by, and the record that counts where somebody is signed in.
  SESSION_COOKIE_TTL: SESSION_LENGTH,
  REFRESH_TOKEN_TTL: SESSION_LENGTH,
  // A schema is cloned for every request otherwise: a third of the throughput.
  CACHE_SCHEMA_FREEZE_ENABLED: 'true',
  // Evidence is never deleted by a timer.
  RETENTION_ENABLED: 'false',
  // Web sockets and MCP go round the second-factor fence.
  WEBSOCKETS_ENABLED: 'false',
  MCP_ENABLED: 'false',
  AI_ENABLED: 'false',
  TELEMETRY: 'false',
  GRAPHQL_INTROSPECTION: 'false',
  // Unlimited by default: one request could read or change everything.
  QUERY_LIMIT_DEFAULT: '100',
  QUERY_LIMIT_MAX: '1000',
  MAX_BATCH_MUTATION: '200',
  FILES_MAX_UPLOAD_SIZE: '20mb',
  FILES_MIME_TYPE_ALLOW_LIST: 'application/pdf,image/jpeg,image/png,image/heic,image/heif,image/webp',
  // No flow or import of ours fetches from the network of the office.
  IMPORT_IP_DENY_LIST: '0.0.0.0,127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16',
  MARKETPLACE_TRUST: 'sandbox',
  ASSETS_TRANSFORM_MAX_CONCURRENT: '4',
  CONTENT_SECURITY_POLICY_DIRECTIVES__CONNECT_SRC: "'self'",
  // Deadlines are in Japanese time wherever the machine stands.
  TZ: 'Asia/Tokyo',
  STORAGE_LOCATIONS: 'local',
  STORAGE_LOCAL_DRIVER: 'local',
  EMAIL_TRANSPORT: 'smtp',
};

/** What only a machine of our own (practice, tests) may do: no TLS, mail into the sink, trust nobody's proxy. */
function localPins(input: EnvironmentInput): Record<string, string> {
  const { ports, keys, dataFolder } = input;
  const url = officeUrl(ports);
  return {
    HOST: '127.0.0.1',
    PORT: String(ports.office),
    PUBLIC_URL: url,
    // A client could otherwise forge X-Forwarded-For and defeat a policy's address list.
    IP_TRUST_PROXY: 'false',
    SECRET: keys.secret,
    ADMIN_EMAIL: HOUSE_MAIL,
    ADMIN_PASSWORD: keys.adminPassword,
    ADMIN_TOKEN: keys.adminToken,
    GRANT_BANK_KEY: keys.bankKey,
    ...(keys.bankKeyOld === undefined ? {} : { GRANT_BANK_KEY_OLD: keys.bankKeyOld }),
    GRANT_INDEX_KEY: keys.indexKey,
    GRANT_PRACTICE: 'true',
    // Made-up cases are nothing for a search engine.
    GRANT_SEARCH_ENGINES: String(input.listed === true),
    GRANT_REQUIRE_TFA: 'false',
    DB_CLIENT: 'pg',
    DB_HOST: '127.0.0.1',
    DB_PORT: String(ports.database),
    DB_DATABASE: input.database,
    DB_USER: DATABASE_USER,
    DB_PASSWORD: keys.databasePassword,
    STORAGE_LOCAL_ROOT: path.join(dataFolder, 'uploads'),
    TEMP_PATH: path.join(dataFolder, 'temp'),
    NODE_COMPILE_CACHE: path.join(dataFolder, 'compile-cache'),
    EMAIL_FROM: 'no-reply@office.example.jp',
    EMAIL_SMTP_HOST: '127.0.0.1',
    EMAIL_SMTP_PORT: String(ports.smtp),
    EMAIL_SMTP_SECURE: 'false',
    EMAIL_SMTP_IGNORE_TLS: 'true',
    USER_REGISTER_URL_ALLOW_LIST: `${url}/portal/verify`,
    PASSWORD_RESET_URL_ALLOW_LIST: `${url}/portal/reset`,
    // `npm run config:push` sends the data model in one request; production is configured by `prepare` alone.
    MAX_PAYLOAD_SIZE: '20mb',
    LOG_LEVEL: 'warn',
    LOG_STYLE: 'raw',
  };
}

/**
 * The day on which a practice office lives (ISO instant), or none for today. Outside the reception period nobody could
 * apply, so it then lives on from a working day inside it, counted from its first start: its clock never runs back.
 */
function practiceClock(now: Date, firstStart: number): Readonly<Record<string, string>> {
  const { receptionOpensOn, receptionClosesOn } = defaultProgramme;
  const today = civilDateInJapan(instant(now.toISOString()));
  if (isWithin(today, receptionOpensOn, receptionClosesOn)) return {};
  return { GRANT_CLOCK: new Date(Date.parse(WORKING_DAY) + now.getTime() - firstStart).toISOString() };
}

/** When this office was first started: its keys are made then and never again. */
function firstStartOf(dataFolder: string): number {
  const keys = statSync(path.join(dataFolder, 'keys.json'), { throwIfNoEntry: false });
  return keys?.mtimeMs ?? Date.now();
}

/** A Wednesday morning well inside the reception period; banks and the office are open. */
const WORKING_DAY = '2026-07-15T10:00:00+09:00';

/** What would make tests wait or fail by number or by date; production and practice keep them. */
const TEST_RELIEF: Readonly<Record<string, string>> = {
  GRANT_CLOCK: WORKING_DAY,
  RATE_LIMITER_ENABLED: 'false',
  RATE_LIMITER_REGISTRATION_ENABLED: 'false',
  PRESSURE_LIMITER_ENABLED: 'false',
  LOGIN_STALL_TIME: '1',
  // Thousands of sign-ins with passwords that guard nothing.
  HASH_MEMORY_COST: '1024',
  HASH_TIME_COST: '2',
  HASH_PARALLELISM: '1',
  REGISTER_STALL_TIME: '1',
  // What begins by the clock of the machine would come in between; a test begins it by its verb.
  GRANT_TIMED_WORK: 'false',
};

const PRACTICE_LIMITS: Readonly<Record<string, string>> = {
  RATE_LIMITER_ENABLED: 'true',
  RATE_LIMITER_POINTS: '200',
  RATE_LIMITER_DURATION: '1',
  // A small machine that makes its practice cases is slow for a moment; shedding load would end the start.
  PRESSURE_LIMITER_ENABLED: 'false',
  // A whole practice class registers from one address.
  RATE_LIMITER_REGISTRATION_POINTS: '60',
};

/**
 * For the configuration push, to a server that nobody else knows of yet: hundreds of requests in a second, the whole
 * data model in one of them, and none of our extensions, whose tables do not stand yet.
 */
function bareRelief(dataFolder: string): Record<string, string> {
  return {
    ...TEST_RELIEF,
    MAX_PAYLOAD_SIZE: '100mb',
    EXTENSIONS_PATH: path.join(dataFolder, 'no-extensions'),
  };
}

/** The browser-facing address of an office on this machine, without a trailing slash. */
export function officeUrl(ports: Ports): string {
  return `http://127.0.0.1:${String(ports.office)}`;
}

/** The connection string of an office's database on this machine. */
export function databaseUrl(ports: Ports, keys: Keys, database: string): string {
  return `postgres://${DATABASE_USER}:${keys.databasePassword}@127.0.0.1:${String(ports.database)}/${database}`;
}

/**
 * The whole environment for a Directus process on this machine. Nothing of the caller's environment passes through
 * except what a process needs to run at all, so that a stray DB_HOST in a shell cannot redirect an office.
 */
export function directusEnvironment(input: EnvironmentInput): Record<string, string> {
  const passed = ['PATH', 'HOME', 'LANG', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passed),
    ...PINS,
    ...localPins(input),
    ...(input.purpose === 'test'
      ? TEST_RELIEF
      : { ...PRACTICE_LIMITS, ...practiceClock(new Date(), firstStartOf(input.dataFolder)) }),
    ...(input.bare === true ? bareRelief(input.dataFolder) : {}),
  };
}

/**
 * The pins as the production image carries them: paths inside the image, limits and secure cookies on. Everything
 * that names a host or holds a secret comes from the operator through docker-compose.yml and is absent here.
 */
export function productionEnvironment(): Record<string, string> {
  return {
    ...PINS,
    RATE_LIMITER_ENABLED: 'true',
    RATE_LIMITER_POINTS: '100',
    RATE_LIMITER_DURATION: '1',
    SESSION_COOKIE_SECURE: 'true',
    REFRESH_TOKEN_COOKIE_SECURE: 'true',
    HSTS_ENABLED: 'true',
    GRANT_PRACTICE: 'false',
    GRANT_SEARCH_ENGINES: 'true',
    GRANT_REQUIRE_TFA: 'true',
    LOG_LEVEL: 'info',
    LOG_STYLE: 'raw',
  };
}
