import { importRoster, previewRoster } from './import.ts';
import { decideMatch, showRosters } from './matches.ts';
import { linkRow, showUnmatched } from './unmatched.ts';
import { takeBackImport } from './whole-list.ts';

export const rosterHandlers = {
  'roster.preview': previewRoster,
  'roster.import': importRoster,
  'roster.takeBack': takeBackImport,
  'roster.show': showRosters,
  'roster.unmatched': showUnmatched,
  'roster.link': linkRow,
  'roster.decide': decideMatch,
};
