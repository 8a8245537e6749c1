import { describe, expect, it } from 'vitest';
import { filesBefore, filesBrought } from './corrected-files.ts';
import { blankItem, filesOf, itemsOfEvidence, sentItem, takeText } from './correction-draft.ts';
import type { Attachment, Correction } from './types.ts';

const file = (id: string, more: Partial<Attachment> = {}): Attachment => ({
  id,
  paper: 'attendance',
  paperLabel: '出勤簿',
  originalName: `${id}.pdf`,
  bytes: 1,
  pages: 3,
  mime: 'application/pdf',
  sha256: 'a',
  status: 'received',
  unsorted: false,
  byPost: false,
  scan: 'clean',
  correctionItem: null,
  uploadedAt: '2026-07-01T00:00:00.000Z',
  ...more,
});
const text = (wanted: 'replace' | 'add' | null) => ({
  id: 't',
  targetKind: 'paper' as const,
  target: null,
  defect: '不鮮明',
  text: '読めません。',
  wanted,
});

describe('an item of a request', () => {
  it('stands there at once with the page that proves a defect, and the note of the review is not sent', () => {
    const evidence = { attachmentId: 'b', page: 2 };
    const found = itemsOfEvidence(
      [
        { mark: 'defect', markNote: '偽造か', evidence },
        { mark: 'ok', markNote: null, evidence },
        { mark: 'defect', markNote: null, evidence: null },
        { mark: 'defect', markNote: null, evidence: { attachmentId: 'gone', page: 1 } },
      ],
      [file('a'), file('b'), file('gone', { status: 'replaced' })],
    );
    expect(found).toMatchObject([{ target: 'attendance', attachmentId: 'b', page: '2', wanted: '' }]);
    const [item = blankItem()] = found;
    expect(sentItem({ ...item, reason: '確認', wanted: 'add' })).toEqual({
      targetKind: 'paper',
      target: 'attendance',
      reason: '確認',
      file: { attachmentId: 'b', page: 2, wanted: 'add' },
    });
  });

  it('takes from a text what is wanted, of the only file there is and never of one among several', () => {
    const files = [file('a'), file('b')];
    const one = blankItem({ target: 'attendance' });
    takeText(one, text('replace'), files.slice(0, 1));
    expect(one).toMatchObject({ reason: '読めません。', attachmentId: 'a', wanted: 'replace' });
    takeText(one, text(null), files.slice(0, 1));
    expect(one).toMatchObject({ reason: '読めません。\n読めません。', wanted: 'replace' });
    const several = blankItem({ target: 'attendance' });
    takeText(several, text('add'), files);
    expect(several).toMatchObject({ attachmentId: '', wanted: 'add' });
    expect(sentItem(several)).not.toHaveProperty('file');
  });

  it('offers the files that were received of its kind', () => {
    const all = [file('a'), file('b', { status: 'replaced' }), file('c', { unsorted: true })];
    const other = file('d', { paper: 'passbook' });
    const item = blankItem({ target: 'attendance' });
    expect(filesOf(item, [...all, other]).map(({ id }) => id)).toEqual(['a']);
    expect(filesOf({ ...item, targetKind: 'field' }, all)).toEqual([]);
  });
});

describe('old and new', () => {
  const round = {
    requestedAt: '2026-07-10T00:00:00.000Z',
    answeredAt: '2026-07-12T00:00:00.000Z',
  } as Correction;
  const item: Correction['items'][number] = {
    id: 'i',
    targetKind: 'paper',
    target: 'attendance',
    label: '出勤簿',
    reason: '',
    oldValue: 'b.pdf',
    newValue: 'n.pdf',
    unneededReason: null,
    follows: false,
    answeredAt: '2026-07-12T00:00:00.000Z',
    file: { attachmentId: 'b', page: 2, ordinal: 2, wanted: 'replace' },
  };
  const all = [
    file('a', { status: 'replaced' }),
    file('b', { status: 'replaced' }),
    file('c'),
    file('n', { correctionItem: 'i', uploadedAt: '2026-07-11T00:00:00.000Z' }),
    file('loose', { uploadedAt: '2026-07-11T00:00:00.000Z' }),
    file('later', { uploadedAt: '2026-07-20T00:00:00.000Z' }),
  ];
  const ids = (files: readonly Attachment[]) => files.map(({ id }) => id);

  it('is the file that was named beside what was brought for it', () => {
    expect([ids(filesBefore(item, round, all)), ids(filesBrought(item, round, all))]).toEqual([['b'], ['n']]);
  });

  it('is what was set aside beside what came by post, where no file was named', () => {
    const bare = { ...item, id: 'j', file: null };
    expect([ids(filesBefore(bare, round, all)), ids(filesBrought(bare, round, all))]).toEqual([
      ['a', 'b'],
      ['loose'],
    ]);
  });
});
