import type { Application } from 'express';
import type { Knex } from 'knex';
import type { Accountability, Row } from '../adapter/ports.ts';

/** What Directus tells a filter about the write it is asked to judge. */
export interface FilterMeta {
  readonly event: string;
  readonly collection?: string;
  readonly keys?: readonly (string | number)[];
  /** What was asked, when a read is told. */
  readonly query?: { readonly fields?: readonly string[] | null };
}

/** Where a filter runs: on create inside the transaction, on a top-level update outside any. */
export interface FilterContext {
  readonly database: Knex;
  readonly accountability: Accountability | null;
}

type Filter = (payload: unknown, meta: FilterMeta, context: FilterContext) => unknown;
type Action = (meta: Row, context: FilterContext) => unknown;

/** フックの登録口: the ways Directus lets an extension listen. */
export interface Registry {
  readonly filter: (event: string, handler: Filter) => void;
  readonly action: (event: string, handler: Action) => void;
  /** `when` as five fields of cron, in the time of the machine. */
  readonly schedule: (when: string, handler: () => Promise<void>) => void;
  readonly init: (event: string, handler: (meta: { app: Application }) => unknown) => void;
}
