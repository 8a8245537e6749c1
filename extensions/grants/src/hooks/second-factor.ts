import { createError } from '@directus/errors';
import type { Request } from 'express';
import { dutiesOf } from '../adapter/actor.ts';
import type { Accountability, Office } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

// What a person needs to set up the second factor, and nothing of the cases: no file either, whoever uploaded it.
const FREE =
  /^\/(auth\/|users\/me|policies\/me|permissions\/me|roles\/me|settings|server\/|translations|extensions|admin|portal|grants\/(health|programme))/;

const SecondFactorRequired = createError(
  'TFA_REQUIRED',
  '二要素認証の設定が必要です。利用者の設定画面で二要素認証を有効にしてから、もう一度操作してください。',
  403,
);

/**
 * 二要素認証: refuses everyone of the office and the prefecture without a second factor, on every door of the API.
 * Directus itself asks for it in its app only. Turned on by GRANT_REQUIRE_TFA=true (production).
 */
export function secondFactor({ init }: Registry, office: Office): void {
  if (String(office.env['GRANT_REQUIRE_TFA']) !== 'true') return;
  init('routes.before', ({ app }) => {
    app.use((request, _response, next) => {
      missing(office, request).then(
        (required) => (required ? next(new SecondFactorRequired()) : next()),
        next,
      );
    });
  });
}

async function missing(office: Office, request: Request): Promise<boolean> {
  const user = (request as Request & { accountability?: Accountability }).accountability?.user;
  if (!user || FREE.test(request.path)) return false;
  const duties = await dutiesOf(office, user);
  const publicOnly = [...duties].every((duty) => duty === 'applicant' || duty === 'agent');
  if (publicOnly && duties.size > 0) return false;
  const person = await office
    .database<{ id: string; tfa_secret: string | null }>('directus_users')
    .where({ id: user })
    .first('tfa_secret');
  return person?.tfa_secret == null;
}
