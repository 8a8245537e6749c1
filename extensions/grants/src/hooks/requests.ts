import { instant, requestDue } from '@grant/schema';
import { now } from '../adapter/clock.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { currentProgramme } from '../adapter/store/programmes.ts';
import type { Registry } from './registry.ts';

/** 県からの照会: one without its own day is due at the close of the desk, so many office days after it came. */
export function informationRequests({ filter }: Registry, office: Office): void {
  filter('information_requests.items.create', async (payload) => {
    const row = payload as Row;
    const asked = typeof row['requested_at'] === 'string' ? row['requested_at'] : now().at;
    if (row['due_at'] !== undefined && row['due_at'] !== null) return { ...row, requested_at: asked };
    const { figures } = await currentProgramme(office);
    const due = requestDue(instant(new Date(asked).toISOString()), figures);
    return { ...row, requested_at: asked, ...(due.ok ? { due_at: due.value } : {}) };
  });
}
