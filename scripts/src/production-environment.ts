/** Kept apart from `production.ts`, so that the running product loads nothing of what prepares it. */
import { productionEnvironment } from './environment.ts';

/**
 * The environment of the running product: the pins of this house around what the operator gives. What the operator
 * sets wins, except that nothing outside names a folder inside the image.
 */
export function runningEnvironment(given: Readonly<Record<string, string>>): Record<string, string> {
  const { GRANT_PORTAL_URL: portal } = given;
  return {
    ...productionEnvironment(),
    // Links in mails lead to the applicants' host and nowhere else.
    ...(portal === undefined
      ? {}
      : {
          USER_REGISTER_URL_ALLOW_LIST: `${portal}/portal/verify`,
          PASSWORD_RESET_URL_ALLOW_LIST: `${portal}/portal/reset`,
        }),
    ...given,
  };
}
