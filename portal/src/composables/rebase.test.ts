import { describe, expect, it } from 'vitest';
import { rebase, serverStateOf } from './rebase.ts';

describe('rebase', () => {
  it('asks nothing when somebody else changed another field', () => {
    expect(
      rebase({ employerName: 'A' }, { employerName: '' }, { employerName: '', industry: 'retail' }),
    ).toEqual([]);
  });

  it('asks nothing when both typed the same', () => {
    expect(rebase({ employerName: 'A' }, { employerName: '' }, { employerName: 'A' })).toEqual([]);
  });

  it('asks when the same field was changed to something else', () => {
    expect(rebase({ employerName: 'A' }, { employerName: '' }, { employerName: 'B' })).toEqual([
      { key: 'employerName', mine: 'A', theirs: 'B' },
    ]);
  });

  it('takes an empty field and a missing one for the same', () => {
    expect(rebase({ employerName: 'A' }, {}, { employerName: '' })).toEqual([]);
  });
});

describe('serverStateOf', () => {
  it('reads revision and answers out of the facts', () => {
    expect(serverStateOf({ revision: 3, answers: { employerName: 'B' } })).toEqual({
      revision: 3,
      answers: { employerName: 'B' },
    });
  });

  it.each([{}, { revision: 3, answers: { unknownKey: 1 } }, { revision: '3', answers: {} }])(
    'refuses facts of another shape',
    (facts) => {
      expect(serverStateOf(facts)).toBeNull();
    },
  );
});

describe('a masked account number', () => {
  it('takes an account number for the same that the server shows masked', () => {
    expect(rebase({ accountNumber: '1234567' }, { accountNumber: '' }, { accountNumber: '•••567' })).toEqual(
      [],
    );
    expect(rebase({ accountNumber: '1' }, { accountNumber: '1234567' }, { accountNumber: '•••567' })).toEqual(
      [],
    );
    expect(
      rebase({ accountNumber: '1234567' }, { accountNumber: '' }, { accountNumber: '•••999' }),
    ).toHaveLength(1);
  });
});
