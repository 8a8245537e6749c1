import { createHash, randomUUID } from 'node:crypto';

/**
 * 依頼の鍵による識別子: the id of a record follows from who asks and the key of the request: asked twice, it is the same
 * record. A uuid of version 8.
 */
export function idOfKey(scope: string, key: string): string {
  const hex = createHash('sha256').update(`${scope}/${key}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** The id of a new record: by the key of the request where there is one. `scope` names the act, who asks, and of what. */
export const idOfRequest = (scope: string, key: string | undefined): string =>
  key === undefined ? randomUUID() : idOfKey(scope, key);
