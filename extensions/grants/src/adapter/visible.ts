import type { Actor } from './actor.ts';
import type { Office, Query, Row } from './ports.ts';
import { refused } from './refused.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** 見える行: what the actor's own rights in Directus let through; nothing where there is no right at all. */
export async function visibleRows(
  office: Office,
  actor: Actor,
  collection: string,
  query: Query,
): Promise<Row[]> {
  const rows = new office.services.ItemsService(collection, {
    schema: await office.getSchema(),
    accountability: actor.accountability,
  });
  return rows.readByQuery(query).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'FORBIDDEN') return [];
    throw error;
  });
}

/**
 * 見える案件か: asks Directus with the actor's own rights whether a row may be read. A foreign row and a missing row
 * get the same answer, so that no number can be probed.
 * @throws NOT_FOUND with `what` (Japanese noun).
 */
export async function requireVisible(
  office: Office,
  actor: Actor,
  collection: string,
  id: string,
  what: string,
): Promise<void> {
  if (!UUID.test(id)) refused('NOT_FOUND', { what });
  const query = { fields: ['id'], filter: { id: { _eq: id } }, limit: 1 };
  if ((await visibleRows(office, actor, collection, query)).length === 0) refused('NOT_FOUND', { what });
}
