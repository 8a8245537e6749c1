import { barKinds, barNameKey, parseCorporateNumber, refuse, type BarKind } from '@grant/schema';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { inPractice } from '../adapter/setting.ts';
import type { FilterMeta, FilterContext, Registry } from './registry.ts';

type Written = { readonly kind: string; readonly name: string };

function refuseBar(reason: string): never {
  throw directusErrorOf(refuse('GUARD_FAILED', { event: '支給停止の登録', reason }));
}

// Numbers are kept as cases keep them, else they would never meet.
function numberOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = parseCorporateNumber(value);
  if (!parsed.ok) refuseBar(parsed.refusal.message);
  return parsed.value;
}

function completed(given: Row, { kind, name }: Written): Row {
  if (!Object.hasOwn(barKinds, kind)) return given;
  const numbered =
    given['corporate_number'] === undefined ? {} : { corporate_number: numberOf(given['corporate_number']) };
  return { ...given, ...numbered, name_key: barNameKey(kind as BarKind, name) };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** 支給停止者の登録: what the list is compared by follows from what is typed; a practice office keeps a practice list. */
export function bars({ filter }: Registry, office: Office): void {
  const practice = inPractice(office.env);
  filter('bars.items.create', (payload) => {
    const given = payload as Row;
    return { ...completed(given, { kind: text(given['kind']), name: text(given['name']) }), practice };
  });
  filter('bars.items.update', async (payload, meta: FilterMeta, { database }: FilterContext) => {
    const given: Row = { ...(payload as Row) };
    // It follows from the name and is never taken as sent.
    delete given['name_key'];
    const rows: Written[] = await database('bars')
      .whereIn('id', [...(meta.keys ?? [])])
      .select('kind', 'name');
    const written = rows.map((row) => ({
      kind: text(given['kind']) || row.kind,
      name: text(given['name']) || row.name,
    }));
    const [first] = written;
    if (first === undefined) return given;
    if (written.some((row) => row.kind !== first.kind || row.name !== first.name))
      return given['name'] === undefined && given['kind'] === undefined
        ? given
        : refuseBar('対象や名称は、1件ずつ変更してください。');
    return completed(given, first);
  });
}
