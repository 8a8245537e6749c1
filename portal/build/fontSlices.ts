import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultProgramme } from '@grant/schema';
import { navigation } from '../src/locales/ja/public/navigation.ts';
import { home } from '../src/locales/ja/home.ts';
import { site } from '../src/locales/ja/site.ts';

/** A part of the face: the characters in it. A browser fetches it when a page shows one of them. */
export interface Slice {
  readonly name: string;
  /** Weights it is cut from; the file of a weight holds the same characters. */
  readonly weights: readonly (400 | 700)[];
  readonly characters: readonly string[];
  /** What the style sheet says it covers; each character by itself when left out. */
  readonly range?: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Texts of the landing page and of the frame around every page. */
const LANDING = [
  site.site,
  site.footer,
  navigation,
  home,
  defaultProgramme.additions.map(({ label }) => label),
];

/** Folders whose Japanese the portal shows: its texts, its pages, and the labels and sentences of the rules. */
const FIXED_TEXTS = [
  'portal/src',
  'schema/src/application',
  'schema/src/refusal',
  'schema/src/eligibility',
  'schema/src/lifecycle',
  'schema/src/programme',
  'schema/src/verbs',
];

/** Characters of family names, given names and places that occur most, so that a name rarely costs more than one part. */
const COMMON_IN_NAMES =
  '佐藤鈴木高橋田中伊渡辺山本村小林加吉松井清水斎齋斉池阿部森石川前岡長谷近後坂遠青野西福太三浦原藤竹金和千葉岩崎' +
  '久保上下島安宮内杉丸酒武新柴平大塚菅今河増工片桐荒関早瀬横古星黒白赤桜秋春夏冬栗桑柳梅榎菊荻堀沢澤浜濱辻市川町' +
  '区郡県宇都宮栃木真岡那須塩鹿沼日光足利小山矢板烏壬生益子茂芳賀上三高根氏家南北東西駅通丁目番号株式会社有限合同' +
  '一二三四五六七八九十百千万太郎次男介助之夫雄彦樹翔陽蓮湊悠真結愛美咲菜花子恵香奈由紀裕健康弘浩博之正昭和成明治' +
  '誠智哲也直幸孝義信忠隆勝利英俊良秀光輝貴茂豊実保守進修学治司仁礼徳洋海航空颯斗大輔拓哉優希未来莉杏凛詩織彩' +
  '綾絵里沙理穂歩純淳潤順舞麻衣友佳代千鶴文典敬啓慶恭京亮涼遼龍竜虎剛毅猛志士製作所工業建設運輸電機器食品農商店' +
  '病院医療福祉園保育学校法人協組';

/** Digits and what stands between them: dates, times and amounts come from the server. */
const SIGNS = '0123456789,.:()/-–~ 年月日時分円万％＋（）「」、。・✓←＊';

/** Latin, kana, and the signs between them: any text may need them. */
const LETTERS = [
  [0x20, 0x7e],
  [0x3000, 0x3003],
  [0x3005, 0x3011],
  [0x3041, 0x3096],
  [0x30a1, 0x30fc],
  [0xff08, 0xff09],
  [0xff0b, 0xff0f],
  [0xff1a, 0xff1f],
  [0x2190, 0x2193],
] as const;

const span = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => String.fromCodePoint(from + index));

/** Source text without its comments: what is written for readers of the code is not shown to anybody else. */
function shownText(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/^\s*\/\/.*$/gmu, '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/u.test(name) && !name.endsWith('.test.ts'))
    .map((name) => `${ROOT}${folder}/${name}`);
}

/** Every text in a tree of texts; of a text made by a function its source, which holds the words. */
function textsOf(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree];
  if (typeof tree === 'function')
    return [...String(tree).matchAll(/[`']([^`']*)[`']/gu)].map(([, text = '']) => text);
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(textsOf) : [];
}

/** Keys of headings, names of rows and buttons: only they are set in bold. */
const BOLD_KEYS =
  /(title|link)$|^(name|nameInPhrases|openNow|notYet|closed|emergency|desk|start|resume|amountBase|amountOne|until(Online|Post|Leave|Return)|menu|office|about|applications|signIn|signUp)$/iu;

/** Every text in a tree of texts that stands under one of those keys. */
function boldTextsOf(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, below]) =>
    BOLD_KEYS.test(key) ? textsOf(below) : boldTextsOf(below),
  );
}

function without(signs: Iterable<string>, ...taken: (readonly string[])[]): string[] {
  const known = new Set(taken.flat());
  return [...new Set(signs)].filter((sign) => !known.has(sign)).toSorted();
}

/** The rest of what a Japanese keyboard writes, in runs of neighbours, so that one range in the style sheet names a part. */
function runsOf(covered: readonly number[], size: number): Slice[] {
  const rest = covered.filter((point) => point > 0x7e).toSorted((left, right) => left - right);
  const parts = Array.from({ length: Math.ceil(rest.length / size) }, (_none, index) =>
    rest.slice(index * size, (index + 1) * size),
  );
  return parts.map((part) => {
    const [from, to] = [part[0] ?? 0, part.at(-1) ?? 0].map((point) => point.toString(16)) as [
      string,
      string,
    ];
    return {
      name: `rest-${from}`,
      weights: [400, 700],
      characters: part.map((point) => String.fromCodePoint(point)),
      range: `U+${from}-${to}`,
    };
  });
}

/**
 * 書体の分割: (1) what the landing page and the frame show, bold only for headings and buttons; (2) the other fixed text;
 * (3) what names and addresses are mostly written with; then everything else that JIS X 0208 and the face know.
 * `covered` are the code points of the face.
 */
export function fontSlices(covered: readonly number[]): { readonly first: Slice[]; readonly rest: Slice[] } {
  const known = new Set(covered);
  const inFace = (signs: string[]): string[] => signs.filter((sign) => known.has(sign.codePointAt(0) ?? 0));
  const letters = inFace(LETTERS.flatMap(([from, to]) => span(from, to)));
  const regular = without(inFace(Array.from(SIGNS + textsOf(LANDING).join(''))));
  const bold = without(inFace(Array.from(SIGNS + boldTextsOf(LANDING).join(''))));
  const fixed = [...letters, ...inFace(Array.from(FIXED_TEXTS.flatMap(filesBelow).map(shownText).join('')))];
  const names = inFace(Array.from(COMMON_IN_NAMES));
  const fixedRegular = without(fixed, regular);
  const fixedBold = without(fixed, bold);
  return {
    first: [
      { name: 'landing-regular', weights: [400], characters: regular },
      { name: 'landing-bold', weights: [700], characters: bold },
    ],
    rest: [
      ...runsOf(jisAndNames(covered), 200),
      { name: 'names-regular', weights: [400], characters: without(names, regular, fixedRegular) },
      { name: 'names-bold', weights: [700], characters: without(names, bold, fixedBold) },
      { name: 'fixed-regular', weights: [400], characters: fixedRegular },
      { name: 'fixed-bold', weights: [700], characters: fixedBold },
    ],
  };
}

/** Code points of JIS X 0208 and of the further forms that names are written with, as far as the face has them. */
function jisAndNames(covered: readonly number[]): number[] {
  const jis = new Set<number>();
  const reader = new TextDecoder('euc-jp');
  for (let row = 0xa1; row <= 0xfe; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      for (const sign of reader.decode(Uint8Array.of(row, cell))) jis.add(sign.codePointAt(0) ?? 0);
    }
  }
  const compatibility = (point: number): boolean => point >= 0xf900 && point <= 0xfaff;
  return covered.filter((point) => (jis.has(point) && point !== 0xfffd) || compatibility(point));
}
