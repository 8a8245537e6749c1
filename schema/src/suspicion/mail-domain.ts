import { emailKey } from '../identifiers/contact.ts';

/** Domains under which anybody has an address: providers, telephone companies, free mail. */
const PROVIDERS: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.jp',
  'hotmail.com',
  'hotmail.co.jp',
  'live.jp',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'yahoo.co.jp',
  'ymail.ne.jp',
  'yahoo.com',
  'aol.jp',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'au.com',
  'softbank.ne.jp',
  'i.softbank.jp',
  'ymobile.ne.jp',
  'rakuten.jp',
  'nifty.com',
  'nifty.ne.jp',
  'biglobe.ne.jp',
  'excite.co.jp',
]);

// One customer of such a provider has its own name in front: `xxx.ocn.ne.jp`, `bc9.ucatv.ne.jp`. What is shared is the
// house, not the customer, and customers are told apart only by the whole domain.
const HOUSES =
  /(?:^|\.)(?:ocn|so-net|plala|odn|dion|infoweb|eonet|asahi-net|wakwak|hi-ho|ucatv|cc9|watv|tcn-catv)\.(?:ne|or)\.jp$/u;

/** メールの独自ドメイン of an address, in small letters; null for a provider's domain and for what is no address. */
export function ownMailDomain(address: string): string | null {
  const domain = emailKey(address).split('@')[1] ?? '';
  return domain === '' || PROVIDERS.has(domain) || HOUSES.test(domain) ? null : domain;
}
