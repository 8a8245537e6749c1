import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { claimsOf, type ClaimRecord } from '../../adapter/store/claims.ts';
import { nameOf } from '../../adapter/store/people.ts';

type StaffClaim = VerbOutput<'case.workbench'>['claims'][number];
type OwnClaim = VerbOutput<'application.show'>['claims'][number];

function viewOf({ amount, kept, reason, claimedAt, repaidOn }: ClaimRecord): OwnClaim {
  return {
    amount,
    kept,
    reason,
    claimedAt: new Date(claimedAt).toISOString(),
    repaidOn: repaidOn as OwnClaim['repaidOn'],
  };
}

/** 返還の請求 of a case as its applicant sees it, newest first. */
export async function ownClaimViews(database: Knex, application: string): Promise<OwnClaim[]> {
  const claims = await claimsOf(database, application);
  return claims.map((claim) => ({ ...viewOf(claim), reason: claim.told ? claim.reason : '' }));
}

/** The same as the case page of the staff shows it, with who approved it. */
export async function claimViews(database: Knex, application: string): Promise<StaffClaim[]> {
  const views = [];
  for (const claim of await claimsOf(database, application))
    views.push({ ...viewOf(claim), claimedByName: await nameOf(database, claim.claimedBy) });
  return views;
}
