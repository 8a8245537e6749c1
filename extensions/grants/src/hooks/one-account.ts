import { ACCOUNT_HEADER, refuse } from '@grant/schema';
import type { Request } from 'express';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Accountability } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

/**
 * 別の利用者の画面: all tabs share one session, so that an old tab would read and write as whoever signed in beside it.
 * Every door of Directus refuses a call that names another person than the session; links and scripts name nobody. The
 * verbs see to it themselves, since some of them are for everybody.
 */
export function oneAccount({ init }: Registry): void {
  init('routes.before', ({ app }) => {
    app.use((request: Request, _response, next) => {
      const { accountability } = request as Request & { accountability?: Accountability };
      const believed = request.get(ACCOUNT_HEADER);
      const other =
        believed !== undefined && accountability?.user != null && believed !== accountability.user;
      const ours = request.path.startsWith('/grants/');
      next(other && !ours ? directusErrorOf(refuse('OTHER_ACCOUNT', {})) : undefined);
    });
  });
}
