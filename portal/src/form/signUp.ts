import { parseEmailAddress } from '@grant/schema';
import { ja } from '../locales/ja.ts';

/** Shortest password; the server says the same. */
const PASSWORD_MIN = 12;

/** Faults of a new password and its repetition, by control. */
export function faultsOfPassword(given: {
  readonly password: string;
  readonly again: string;
}): { id: string; message: string }[] {
  if (given.password === '') return [{ id: 'password', message: ja.signUp.passwordMissing }];
  if (given.password.length < PASSWORD_MIN) return [{ id: 'password', message: ja.signUp.passwordShort }];
  return given.password === given.again ? [] : [{ id: 'again', message: ja.signUp.passwordDiffers }];
}

/** Faults of a mail address. */
export function faultsOfEmail(email: string): { id: string; message: string }[] {
  if (email.trim() === '') return [{ id: 'email', message: ja.signUp.emailMissing }];
  return parseEmailAddress(email.trim()).ok ? [] : [{ id: 'email', message: ja.signUp.emailWrong }];
}

/** Faults of a registration, by control, in the order of the form. */
export function faultsOfSignUp(given: {
  readonly email: string;
  readonly password: string;
  readonly again: string;
}): { id: string; message: string }[] {
  return [...faultsOfEmail(given.email), ...faultsOfPassword(given)];
}
