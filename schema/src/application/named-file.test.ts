import { expect, it } from 'vitest';
import {
  namedFileText,
  postedFileText,
  replaceable,
  replacedUnlessSaid,
  type NamedFile,
} from './named-file.ts';

const ASKED = '2026-07-10T00:00:00.000Z';
const paper = (id: string, more: object = {}) => ({
  id,
  paper: 'wage_ledger',
  status: 'received',
  unsorted: false,
  correctionItem: null,
  uploadedAt: '2026-07-01T00:00:00.000Z',
  ...more,
});
const papers = [
  paper('a'),
  paper('b'),
  paper('other', { paper: 'passbook' }),
  paper('gone', { status: 'replaced' }),
  paper('envelope', { unsorted: true }),
  paper('new', { uploadedAt: '2026-07-11T00:00:00.000Z' }),
];
const file = (wanted: NamedFile['wanted']): NamedFile => ({ attachmentId: 'b', page: 3, ordinal: 2, wanted });
const item = (about: NamedFile | null) => ({
  id: 'i',
  targetKind: 'paper' as const,
  target: 'wage_ledger',
  file: about,
});

it('says which file and page is meant, to whoever sent a file and to whoever sent paper', () => {
  expect(namedFileText(file('add'), '台帳.pdf')).toBe('2枚目のファイル『台帳.pdf』の3ページ');
  expect(namedFileText({ ordinal: 1, page: null }, '台帳.pdf')).toBe('1枚目のファイル『台帳.pdf』');
  expect(postedFileText(file('add'), '賃金台帳')).toBe('お送りいただいた「賃金台帳」のうち2通目の3ページ目');
});

it('lets an answer take the place of the file that is named, and of any older one of the kind where none is', () => {
  const ids = (about: NamedFile | null) => replaceable(item(about), papers, ASKED).map(({ id }) => id);
  expect([ids(file('replace')), ids(file('add')), ids(null)]).toEqual([['b'], ['b'], ['a', 'b']]);
  expect(replaceable({ ...item(null), targetKind: 'field' }, papers, ASKED)).toEqual([]);
});

it('sets aside unasked what is to be replaced, and nothing else', () => {
  expect(replacedUnlessSaid([item(file('replace')), item(file('add'))], 'b')).toBe(true);
  expect(replacedUnlessSaid([item(file('replace'))], 'a')).toBe(false);
  expect(replacedUnlessSaid([item(file('add'))], 'b')).toBe(false);
  expect(replacedUnlessSaid([item(null)], 'a')).toBe(false);
});
