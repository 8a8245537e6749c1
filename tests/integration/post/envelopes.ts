/** 封筒: an envelope that comes by post is read, bound into its case and sorted, as the desk does it. */
import type { VerbOutput } from '@grant/schema';
import type * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Answer } from '../../fixtures/client.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import type { Stage } from '../cases/cast.ts';

type By = 'reception' | 'reviewer' | 'approver' | 'approver2' | 'manager' | 'clerk';

export interface Envelopes {
  seen(walk: journey.Walk, by?: By): Promise<VerbOutput<'case.workbench'>>;
  /** A page (or more) behind its cover sheet that came by post and is bound into this case: its attachment. */
  come(walk: journey.Walk, name: string, pages?: number): Promise<string>;
  /** Sorts such an envelope: the cover sheet away, the page as 賃金台帳, unless other kinds are given from page 2 on. */
  sort(walk: journey.Walk, id: string, kinds?: readonly string[]): Promise<Answer>;
  /** An event of the case at the version that it has now. */
  act(by: By, walk: journey.Walk, verb: string, input: object): Promise<Answer>;
}

/** One paper a page, the cover sheet away. */
export const runsOf = (kinds: readonly string[]) =>
  [null, ...kinds].map((paper, index) => ({ from: index + 1, to: index + 1, paper }));

export function envelopesOf(stage: Stage): Envelopes {
  const seen: Envelopes['seen'] = (walk, by = 'reviewer') =>
    stage.cast.by(by).call('case.workbench', { id: walk.id });
  return {
    seen,
    async come(walk, name, pages = 1) {
      const more = Array.from({ length: pages - 1 }, () => null);
      const number = (await seen(walk)).case.receiptNumber ?? '';
      const bytes = Uint8Array.from(scannedPdf([number, `https://example.jp/${name}`, ...more]));
      const one = await stage.cast
        .by('reception')
        .call('scan.upload', {}, { name, type: 'application/pdf', bytes });
      expect(one.parts).toMatchObject([{ receiptNumber: number, problem: null }]);
      const parts = [{ from: 1, to: pages + 1, receiptNumber: number, caseId: walk.id }];
      await stage.cast.by('reception').call('scan.split', { id: one.id, envelopes: 1, parts });
      const { attachments } = await seen(walk);
      return attachments.findLast((paper) => paper.unsorted)?.id ?? '';
    },
    sort: (walk, id, kinds = ['wages']) =>
      stage
        .client('reception')
        .post(`/grants/applications/${walk.id}/attachments/${id}/sort`, { runs: runsOf(kinds) }),
    act: async (by, walk, verb, input) =>
      stage
        .client(by)
        .post(`/grants/cases/${walk.id}/${verb}`, { version: (await seen(walk)).version, ...input }),
  };
}
