import { instant, requestDue } from '@grant/schema';
import { now } from '../adapter/clock.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { currentProgramme } from '../adapter/store/programmes.ts';
import type { Registry } from './registry.ts';

/** 県からの照会: one without its own day is due at the close of the desk, so many office days after it came. */
export function informationRequests({ filter }: Registry, office: Office): void {
  filter('information_requests.items.create', async (payload) => {
    const row = payload as Row;
    const given = new Date(typeof row['requested_at'] === 'string' ? row['requested_at'] : now().at);
    // What is no moment is refused by the column itself.
    if (Number.isNaN(given.getTime())) return payload;
    const asked = given.toISOString();
    if (row['due_at'] !== undefined && row['due_at'] !== null) return { ...row, requested_at: asked };
    const { figures } = await currentProgramme(office);
    const due = requestDue(instant(asked), figures);
    return { ...row, requested_at: asked, ...(due.ok ? { due_at: due.value } : {}) };
  });
}
