/** Which practice cases there are: one for every state, and the ones a reviewer should meet early. */
import type { Answers, CaseState } from '@grant/schema';
import type { AccountName } from '../accounts.ts';
import * as journey from './journey.ts';
import { madeUpAnswers } from './made-up.ts';

/** One or several cases that are made together. */
export interface Plan {
  /** Contact address of the plan's last case, by which it is found. */
  readonly mark: string;
  /** State in which that case is left. */
  readonly rests: CaseState;
  make(cast: journey.Cast): Promise<void>;
}

interface Terms {
  readonly changes?: Answers;
  readonly owner?: AccountName;
}

let counted = 0;
function next(): number {
  counted += 1;
  return counted - 1;
}

function markOf(index: number): string {
  return `soumu${String(index)}@firm${String(index)}.example.jp`;
}

/** A submitted case that goes on by the steps given. */
function going(
  rests: CaseState,
  on: (cast: journey.Cast, walk: journey.Walk) => Promise<unknown>,
  terms: Terms = {},
): Plan {
  const index = next();
  return {
    mark: markOf(index),
    rests,
    make: async (cast) => {
      const answers = madeUpAnswers(index, cast.today, terms.changes);
      await on(cast, await journey.submitted(cast, index, answers, terms.owner));
    },
  };
}

const stay = (): Promise<void> => Promise.resolve();

function bare(rests: 'draft' | 'received', begin: typeof journey.received): Plan {
  const index = next();
  return {
    mark: markOf(index),
    rests,
    make: async (cast) => {
      const { employerName, employerLegalForm, contactEmail } = madeUpAnswers(index, cast.today);
      await begin(cast, index, { employerName, employerLegalForm, contactEmail });
    },
  };
}

async function payables(cast: journey.Cast, indices: readonly number[]): Promise<journey.Walk[]> {
  return Promise.all(
    indices.map(async (index) => {
      const walk = await journey.submitted(cast, index, madeUpAnswers(index, cast.today));
      await journey.payable(cast, walk);
      return walk;
    }),
  );
}

/** One batch that the bank carried out: two cases paid, one to be topped up, one account refused, one claimed back in part, one repaid. */
function sent(): Plan {
  const indices = [next(), next(), next(), next(), next(), next()];
  return {
    mark: markOf(indices[5] ?? 0),
    rests: 'repaid',
    make: async (cast) => {
      const walks = await payables(cast, indices);
      const [, , short, bounced, claimed, repaid] = walks;
      if (short === undefined || bounced === undefined || claimed === undefined || repaid === undefined)
        return;
      await journey.settled(cast, await journey.inBatch(cast, walks), walks, [bounced]);
      await Promise.all([
        journey.topUpProposed(cast, short),
        journey.partClaimed(cast, claimed),
        journey.repaid(cast, repaid),
      ]);
    },
  };
}

/** One batch that waits for its confirmations. */
function waiting(): Plan {
  const indices = [next(), next()];
  return {
    mark: markOf(indices[1] ?? 0),
    rests: 'in_batch',
    make: async (cast) => {
      await journey.inBatch(cast, await payables(cast, indices));
    },
  };
}

/** Two applications of one firm that spells itself in two ways: a likely duplicate for the reviewer to look into. */
function twins(): Plan {
  const [first, second] = [next(), next()];
  return {
    mark: markOf(second),
    rests: 'submitted',
    make: async (cast) => {
      const one = madeUpAnswers(first, cast.today);
      await journey.submitted(cast, first, one);
      const { employerNameKana, representativeName, employerPostalCode, employerAddress } = one;
      const other = madeUpAnswers(second, cast.today, {
        employerName: (one.employerName ?? '').replace('株式会社', '㈱'),
        employerNameKana,
        representativeName,
        employerPostalCode,
        employerAddress,
      });
      await journey.submitted(cast, second, other);
    },
  };
}

/** Two firms with one account, and one man at both: what the office should look into. */
function doubtful(): Plan {
  const [first, second] = [next(), next()];
  return {
    mark: markOf(second),
    rests: 'submitted',
    make: async (cast) => {
      const one = madeUpAnswers(first, cast.today);
      await journey.submitted(cast, first, one);
      const { bankCode, branchCode, accountType, accountNumber, employeeInsuredNumber } = one;
      const shared = { bankCode, branchCode, accountType, accountNumber, employeeInsuredNumber };
      const given = Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined));
      await journey.submitted(cast, second, madeUpAnswers(second, cast.today, given));
    },
  };
}

/** The longest first, so that the lanes end together. */
export const PLANS: readonly Plan[] = [
  sent(),
  waiting(),
  twins(),
  going('payable', journey.payable),
  going('cancelled', async (cast, walk) => {
    await journey.granted(cast, walk);
    await journey.cancelled(cast, walk);
  }),
  going('granted', journey.granted),
  going('refused', journey.refused, { changes: { returnedToOriginalPost: 'no' } }),
  going('in_review', journey.correctionAnswered),
  going('recommended', (cast, walk) => journey.recommended(cast, walk)),
  going('correction_requested', journey.correctionRequested),
  going('in_review', journey.inReview, { owner: 'agent' }),
  going('suspended', journey.suspended),
  // 要確認: only a person can say whether a large company stands behind this one.
  going('submitted', stay, { changes: { controlledByLargeCompany: 'yes' } }),
  going('submitted', stay),
  going('withdrawn', journey.withdrawn),
  bare('received', journey.received),
  bare('draft', journey.draft),
  doubtful(),
];
