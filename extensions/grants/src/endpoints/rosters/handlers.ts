import { importRoster, previewRoster } from './import.ts';
import { decideMatch, showRosters } from './matches.ts';
import { linkRow, showUnmatched } from './unmatched.ts';

export const rosterHandlers = {
  'roster.preview': previewRoster,
  'roster.import': importRoster,
  'roster.show': showRosters,
  'roster.unmatched': showUnmatched,
  'roster.link': linkRow,
  'roster.decide': decideMatch,
};
