/**
 * Made-up firms of one prefecture, all different and many of them alike: a few hundred family and place names, the same
 * lines of business, few towns, common names of people, tenants of one building. Nobody in here exists.
 */
import {
  type ComparedRecord,
  addDays,
  addressKey,
  civilDate,
  corporateCheckDigit,
  corporateNameKey,
  phoneKey,
} from '@grant/schema';
import type { Random } from './random.ts';

/** What the generator knows of a firm beyond what is compared: the spellings that noise works on. */
export type Firm = ComparedRecord & {
  readonly employerName: string;
  readonly employerAddress: string;
  readonly employerPhone: string;
  /** Account of the agent who filed online; null where the employer files itself or the agent filed by post. */
  readonly agentAccount: string | null;
};

const STEMS: readonly (readonly [string, string])[] = [
  ['佐藤', 'サトウ'],
  ['鈴木', 'スズキ'],
  ['高橋', 'タカハシ'],
  ['渡辺', 'ワタナベ'],
  ['斎藤', 'サイトウ'],
  ['小林', 'コバヤシ'],
  ['加藤', 'カトウ'],
  ['山崎', 'ヤマザキ'],
  ['中島', 'ナカジマ'],
  ['阿久津', 'アクツ'],
  ['福田', 'フクダ'],
  ['大塚', 'オオツカ'],
  ['長島', 'ナガシマ'],
  ['川島', 'カワシマ'],
  ['野沢', 'ノザワ'],
  ['増渕', 'マスブチ'],
  ['手塚', 'テヅカ'],
  ['関口', 'セキグチ'],
  ['黒崎', 'クロサキ'],
  ['広瀬', 'ヒロセ'],
  ['真岡', 'モオカ'],
  ['日光', 'ニッコウ'],
  ['那須', 'ナス'],
  ['足利', 'アシカガ'],
  ['鹿沼', 'カヌマ'],
  ['北関東', 'キタカントウ'],
  ['東陽', 'トウヨウ'],
  ['大和', 'ヤマト'],
  ['富士', 'フジ'],
  ['栄光', 'エイコウ'],
  ['みどり', 'ミドリ'],
  ['さくら', 'サクラ'],
  ['ひかり', 'ヒカリ'],
  ['あおぞら', 'アオゾラ'],
  ['丸三', 'マルサン'],
  ['共和', 'キョウワ'],
  ['新栄', 'シンエイ'],
  ['三和', 'サンワ'],
  ['大成', 'タイセイ'],
  ['協栄', 'キョウエイ'],
];
const SECOND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['中央', 'チュウオウ'],
  ['総合', 'ソウゴウ'],
  ['第一', 'ダイイチ'],
  ['東部', 'トウブ'],
  ['南', 'ミナミ'],
  ['新', 'シン'],
  ['県央', 'ケンオウ'],
  ['コスモ', 'コスモ'],
  ['テック', 'テック'],
  ['ライフ', 'ライフ'],
];
const TRADES: readonly (readonly [string, string])[] = [
  ['建設', 'ケンセツ'],
  ['工業', 'コウギョウ'],
  ['製作所', 'セイサクショ'],
  ['運輸', 'ウンユ'],
  ['商店', 'ショウテン'],
  ['商事', 'ショウジ'],
  ['電機', 'デンキ'],
  ['設備', 'セツビ'],
  ['塗装', 'トソウ'],
  ['自動車', 'ジドウシャ'],
  ['食品', 'ショクヒン'],
  ['農園', 'ノウエン'],
  ['印刷', 'インサツ'],
  ['クリニック', 'クリニック'],
  ['歯科医院', 'シカイイン'],
  ['保育園', 'ホイクエン'],
  ['システム', 'システム'],
  ['サービス', 'サービス'],
  ['建築設計事務所', 'ケンチクセッケイジムショ'],
  ['造園', 'ゾウエン'],
  ['木材', 'モクザイ'],
  ['鉄工所', 'テッコウショ'],
  ['石材', 'セキザイ'],
  ['薬局', 'ヤッキョク'],
];
const FORMS = [
  ['株式会社', 'カブシキガイシャ', 'front'],
  ['株式会社', 'カブシキガイシャ', 'back'],
  ['有限会社', 'ユウゲンガイシャ', 'front'],
  ['合同会社', 'ゴウドウガイシャ', 'front'],
  ['社会福祉法人', 'シャカイフクシホウジン', 'front'],
  ['医療法人', 'イリョウホウジン', 'front'],
  ['', '', 'front'],
] as const;
export const TOWNS = [
  '宇都宮市塙田',
  '宇都宮市今泉町',
  '宇都宮市駅前通り',
  '宇都宮市平出工業団地',
  '足利市伊勢町',
  '栃木市入舟町',
  '佐野市高砂町',
  '鹿沼市今宮町',
  '日光市今市本町',
  '小山市中央町',
  '真岡市荒町',
  '大田原市本町',
  '矢板市本町',
  '那須塩原市共墾社',
  'さくら市氏家',
  '下野市笹原',
  '益子町大字益子',
  '壬生町大字壬生乙',
];
const GIVEN: readonly (readonly [string, string])[] = [
  ['一郎', 'イチロウ'],
  ['太郎', 'タロウ'],
  ['健一', 'ケンイチ'],
  ['大輔', 'ダイスケ'],
  ['翔太', 'ショウタ'],
  ['誠', 'マコト'],
  ['隆', 'タカシ'],
  ['浩二', 'コウジ'],
  ['直樹', 'ナオキ'],
  ['拓也', 'タクヤ'],
  ['和也', 'カズヤ'],
  ['修', 'オサム'],
  ['恵子', 'ケイコ'],
  ['裕子', 'ユウコ'],
  ['大樹', 'ダイキ'],
  ['亮', 'リョウ'],
];

export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.below(10))).join('');

const date = (random: Random, from: string, days: number): string =>
  addDays(civilDate(from), random.below(days));

export function phone(random: Random): string {
  const mobile = random.percent(15);
  return mobile
    ? `090-${digits(random, 4)}-${digits(random, 4)}`
    : `028-${String(600 + random.below(80))}-${digits(random, 4)}`;
}

/** The person in charge is reached under the firm's number or under a mobile, of which no two are the same. */
const contactPhone = (random: Random, firms: string): string =>
  phoneKey(random.percent(60) ? firms : `090-${digits(random, 4)}-${digits(random, 4)}`);

/** The keys of a firm, as the product makes them when it is filed. */
export function keyed(firm: Omit<Firm, 'nameKey' | 'addressKey' | 'phoneKey' | 'employeeKey'>): Firm {
  return {
    ...firm,
    nameKey: corporateNameKey(firm.employerName).key,
    addressKey: addressKey(firm.employerAddress),
    phoneKey: phoneKey(firm.employerPhone),
    employeeKey: `${firm.employeeInsuredNumber ?? ''}/${firm.childBirthOn ?? ''}`,
  };
}

/** One firm with one employee; one in fifty has its rooms in a building of many firms. */
function firmOf(random: Random, serial: number): Firm {
  const [stem, stemKana] = random.of(STEMS);
  const [second, secondKana] = random.of(SECOND);
  const [trade, tradeKana] = random.of(TRADES);
  const [form, formKana, place] = random.of(FORMS);
  const [body, kana] = [`${stem}${second}${trade}`, `${stemKana}${secondKana}${tradeKana}`];
  const [family] = random.of(STEMS.slice(0, 20));
  const [given] = random.of(GIVEN);
  const [employeeFamily, employeeFamilyKana] = random.of(STEMS.slice(0, 20));
  const [employeeGiven, employeeGivenKana] = random.of(GIVEN);
  const base = String(60_000_000_000 + serial * 7 + random.below(7)).padStart(12, '0');
  const own = phone(random);
  const building = random.percent(2);
  const lot = building
    ? '1-1-20'
    : `${String(1 + random.below(40))}-${String(1 + random.below(30))}-${String(1 + random.below(25))}`;
  return keyed({
    agent: null,
    agentAccount: null,
    employerCorporateNumber: form === '' ? null : `${corporateCheckDigit(base)}${base}`,
    insuranceOfficeNumber: `09${String(1 + random.below(9)).padStart(2, '0')}${digits(random, 7)}`,
    employerName: place === 'front' ? `${form}${body}` : `${body}${form}`,
    employerNameKana: place === 'front' ? `${formKana}${kana}` : `${kana}${formKana}`,
    representativeName: `${family} ${given}`,
    employerAddress: `栃木県${random.of(TOWNS)}${lot}`,
    employerPhone: own,
    contactPhone: contactPhone(random, own),
    contactEmail: `office${String(serial)}@example.jp`,
    employeeInsuredNumber: digits(random, 11),
    employeeName: `${employeeFamily} ${employeeGiven}`,
    employeeNameKana: `${employeeFamilyKana} ${employeeGivenKana}`,
    employeeBirthOn: date(random, '1976-01-01', 9_000),
    childBirthOn: date(random, '2026-03-01', 300),
    numberIndex: digits(random, 24),
  });
}

/** So many firms; no two share their name, town and lot at once, or one telephone number: such two would be one firm. */
export function firmsOf(random: Random, count: number): readonly Firm[] {
  const known = new Set<string>();
  const firms: Firm[] = [];
  for (let serial = 1; firms.length < count; serial += 1) {
    const firm = firmOf(random, serial);
    const identity = `${firm.nameKey ?? ''}/${firm.addressKey ?? ''}`;
    const phoned = firm.phoneKey ?? '';
    if (known.has(identity) || known.has(phoned)) continue;
    known.add(identity).add(phoned);
    firms.push(firm);
  }
  return firms;
}
