import { refuse } from '@grant/schema';
import type { NextFunction, Request } from 'express';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Accountability } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

/** Doors of Directus that this office has no use for, and why each is closed, as its reader is told. */
const CLOSED: Readonly<Record<string, string>> = {
  // A copy of personal data would stay among the files, readable by other duties than the one that made it.
  '/utils/export':
    'ファイルライブラリーへの書き出しは使えません。個人情報の写しがファイルとして残るためです。',
  // Costs the server a tenth of a second and asks nobody who is calling.
  '/utils/hash': 'この機能は使えません。',
  // The verb counts attempts and asks an agent for the office; this door does neither.
  '/users/register': '利用登録は、申請ポータルの「利用登録」から行ってください。',
};

/** 使わない出入口: answered with a refusal before Directus hears of them. Those with a table are closed in SQL too. */
export function closedDoors({ init }: Registry): void {
  init('routes.before', ({ app }) => {
    for (const [path, reason] of Object.entries(CLOSED)) {
      app.use(path, (_request, _response, next: NextFunction) => {
        next(directusErrorOf(refuse('GUARD_FAILED', { event: 'この操作', reason })));
      });
    }
    // The same services stand behind GraphQL; its part for the system is for people of the office.
    app.use('/graphql/system', (request: Request, _response, next: NextFunction) => {
      const { accountability } = request as Request & { accountability?: Accountability };
      next(accountability?.user ? undefined : directusErrorOf(refuse('UNAUTHENTICATED', {})));
    });
  });
}
