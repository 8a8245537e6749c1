import type { Knex } from 'knex';

/** 権限の文脈: the part of Directus' accountability that this bundle reads or passes on. */
export interface Accountability {
  readonly user: string | null;
  readonly role: string | null;
  readonly roles: readonly string[];
  readonly admin: boolean;
  readonly app: boolean;
  readonly ip: string | null;
  readonly userAgent?: string;
  readonly origin?: string;
  /** Token of the session, for a person who signed in by cookie. */
  readonly session?: string;
}

/** A row as a service or driver gives it: parsed at the repository, never passed on. */
export type Row = Record<string, unknown>;

/** Directus' schema overview; opaque here, only handed back to services. */
export type SchemaOverview = { readonly collections: Readonly<Record<string, unknown>> };

/** An action event that a service wants emitted; kept back until the transaction has committed. */
export interface ActionEvent {
  readonly event: string | string[];
  readonly meta: Record<string, unknown>;
  readonly context: unknown;
}

/** What a write may ask of a service. */
export interface MutationOptions {
  readonly bypassEmitAction?: (event: ActionEvent) => void;
  readonly emitEvents?: boolean;
}

/** A Directus items query, as far as this bundle asks. */
export interface Query {
  readonly fields?: readonly string[];
  readonly filter?: Row;
  readonly sort?: readonly string[];
  readonly limit?: number;
}

/** Directus' ItemsService, as far as this bundle uses it. */
export interface ItemsService {
  createOne(data: Row, options?: MutationOptions): Promise<string | number>;
  updateOne(key: string | number, data: Row, options?: MutationOptions): Promise<string | number>;
  deleteMany(keys: readonly (string | number)[], options?: MutationOptions): Promise<unknown>;
  readByQuery(query: Query): Promise<Row[]>;
}

/** How every service is opened. */
export interface ServiceOptions {
  readonly knex?: Knex;
  readonly schema: SchemaOverview;
  readonly accountability?: Accountability | null;
}

/** Directus' FilesService, as far as this bundle uses it. */
export interface FilesService {
  uploadOne(stream: NodeJS.ReadableStream, data: Row): Promise<string>;
  deleteOne(key: string): Promise<unknown>;
}

/** Directus' AssetsService, as far as this bundle uses it. */
export interface AssetsService {
  getAsset(id: string): Promise<{ stream: NodeJS.ReadableStream; file: Row; stat: { size: number } }>;
}

/** Directus' MailService, as far as this bundle uses it. */
export interface MailService {
  send(mail: {
    to: string;
    subject: string;
    messageId?: string;
    template: { name: string; data: Row };
    text?: string;
  }): Promise<unknown>;
}

/** Directus' UsersService, as far as this bundle uses it. */
export interface UsersService {
  registerUser(input: { email: string; password: string; verification_url: string }): Promise<void>;
  verifyRegistration(token: string): Promise<string>;
  requestPasswordReset(email: string, url: string, subject?: string): Promise<void>;
  resetPassword(token: string, password: string): Promise<void>;
  updateOne(key: string, data: Row): Promise<string>;
  createOne(data: Row): Promise<string>;
}

/** Directus' TFAService, as far as this bundle uses it. */
interface TwoFactorService {
  generateTFA(user: string): Promise<{ readonly secret: string; readonly url: string }>;
  enableTFA(user: string, otp: string, secret: string): Promise<void>;
  disableTFA(user: string): Promise<void>;
}

/** Directus' AuthenticationService, as far as this bundle uses it. */
interface AuthenticationService {
  verifyPassword(user: string, password: string): Promise<void>;
}

/** The services Directus hands to an extension. */
export interface Services {
  readonly ItemsService: new (collection: string, options: ServiceOptions) => ItemsService;
  readonly FilesService: new (options: ServiceOptions) => FilesService;
  readonly AssetsService: new (options: ServiceOptions) => AssetsService;
  readonly MailService: new (options: ServiceOptions) => MailService;
  readonly UsersService: new (options: ServiceOptions) => UsersService;
  readonly TFAService: new (options: ServiceOptions) => TwoFactorService;
  readonly AuthenticationService: new (options: ServiceOptions) => AuthenticationService;
}

/** Log of the process (pino). Never write personal data or account numbers to it. */
export interface Logger {
  info(fields: unknown, message?: string): void;
  warn(fields: unknown, message?: string): void;
  error(fields: unknown, message?: string): void;
}

/** 事務局の土台: what Directus hands to a hook or an endpoint. */
export interface Office {
  readonly services: Services;
  readonly getSchema: () => Promise<SchemaOverview>;
  readonly database: Knex;
  readonly env: Readonly<Record<string, unknown>>;
  readonly logger: Logger;
}
