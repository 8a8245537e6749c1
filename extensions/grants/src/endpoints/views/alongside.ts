import {
  custodyActions,
  duplicateVerdictLabels,
  inquiryCategories,
  inquiryChannels,
  type CustodyAction,
  type DuplicateVerdict,
  type InquiryCategory,
  type VerbOutput,
} from '@grant/schema';
import { visibleRows } from '../../adapter/visible.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { letterNames } from '../../letters/names.ts';
import type { LetterRecord } from '../letter-files.ts';
import type { ActorVisit } from '../visit.ts';

type Alongside = VerbOutput<'case.workbench'>['alongside'];

interface Seen {
  readonly at: string;
  readonly label: string;
  readonly by: string | null;
  readonly note: string | null;
}

/**
 * 経過のうち段階でないもの: letters posted, calls taken, duplicates judged, originals moved and what the prefecture was asked,
 * oldest first. A case takes no step by them. Each is shown to whoever may read its record in Directus.
 */
export async function alongsideOf(visit: ActorVisit, application: string): Promise<Alongside> {
  const { office, actor } = visit;
  const read = <T>(collection: string, fields: string[]): Promise<T[]> =>
    visibleRows(office, actor, collection, {
      fields,
      filter: { application: { _eq: application } },
      limit: -1,
    }) as Promise<T[]>;
  const [mailings, calls, originals, judged, asked] = await Promise.all([
    read<{
      posted_on: string;
      tracking_number: string | null;
      recorded_by: string;
      letter: { kind: LetterRecord['kind'] } | null;
    }>('mailings', ['posted_on', 'tracking_number', 'recorded_by', 'letter.kind']),
    read<{
      received_at: string;
      category: InquiryCategory;
      channel: keyof typeof inquiryChannels;
      handled_by: string | null;
    }>('inquiries', ['received_at', 'category', 'channel', 'handled_by']),
    read<{
      recorded_at: string;
      action: CustodyAction;
      what: string;
      place: string | null;
      recorded_by: string;
    }>('custody_entries', ['recorded_at', 'action', 'what', 'place', 'recorded_by']),
    read<{ decided_at: string | null; verdict: DuplicateVerdict; reason: string; decided_by: string }>(
      'duplicate_members',
      ['decided_at', 'verdict', 'reason', 'decided_by'],
    ),
    read<{ consulted_on: string; detail: string | null; answer: string | null; handled_by: string | null }>(
      'consultations',
      ['consulted_on', 'detail', 'answer', 'handled_by'],
    ),
  ]);
  const seen: Seen[] = [
    ...mailings.map((one) => ({
      at: one.posted_on,
      label: `${one.letter === null ? '書類' : letterNames[one.letter.kind]}の発送`,
      by: one.recorded_by,
      note: one.tracking_number === null ? null : `引受番号 ${one.tracking_number}`,
    })),
    ...calls.map((one) => ({
      at: new Date(one.received_at).toISOString(),
      label: `問合せ（${inquiryChannels[one.channel]}）`,
      by: one.handled_by,
      note: inquiryCategories[one.category],
    })),
    ...originals.map((one) => ({
      at: new Date(one.recorded_at).toISOString(),
      label: `原本の${custodyActions[one.action]}`,
      by: one.recorded_by,
      note: [one.what, one.place].filter(Boolean).join('　'),
    })),
    ...asked.map((one) => ({
      at: one.consulted_on,
      label: '県との協議',
      by: one.handled_by,
      note: `${one.detail ?? ''}（県の回答：${one.answer ?? 'まだありません'}）`,
    })),
    ...judged.flatMap((one) =>
      one.decided_at === null
        ? []
        : [
            {
              at: new Date(one.decided_at).toISOString(),
              label: `重複の判断（${duplicateVerdictLabels[one.verdict]}）`,
              by: one.decided_by,
              note: one.reason,
            },
          ],
    ),
  ];
  const names = await namesOfPeople(
    office.database,
    seen.map((one) => one.by),
  );
  return seen
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ by, ...one }) => ({ ...one, actorName: by === null ? '' : (names.get(by) ?? '（不明）') }));
}
