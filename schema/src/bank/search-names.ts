import { officialBankName } from './official-name.ts';

/** How people name the kind of an institution, in writing and by ear; the first short form is the bank master's. */
interface Kind {
  readonly written: readonly [short: string, ...others: string[]];
  readonly spoken: readonly string[];
  /** What stands before the name instead (ＪＡうつのみや). */
  readonly before?: string;
}

const BANK: Kind = { written: ['', '銀行'], spoken: ['', 'ぎんこう'] };
const KINDS: readonly Kind[] = [
  { written: ['信金', '信用金庫'], spoken: ['しんきん', 'しんようきんこ'] },
  { written: ['信組', '信用組合'], spoken: ['しんくみ', 'しんようくみあい'] },
  { written: ['労金', '労働金庫'], spoken: ['ろうきん', 'ろうどうきんこ'] },
  { written: ['農協', '農業協同組合'], spoken: ['のうきょう', 'のうぎょうきょうどうくみあい'], before: 'JA' },
  { written: ['漁協', '漁業協同組合'], spoken: ['ぎょきょう', 'ぎょぎょうきょうどうくみあい'], before: 'JF' },
];

const SMALL = 'ぁぃぅぇぉっゃゅょゎ';
const LARGE = 'あいうえおつやゆよわ';

/** A name as it is compared: one width, hiragana, small kana in full size as in the master (トウキヨウ), no spaces. */
export function foldBankName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[ぁぃぅぇぉっゃゅょゎ]/gu, (kana) => LARGE.charAt(SMALL.indexOf(kana)))
    .replace(/[ーｰ－]/gu, '-')
    .replace(/\s/gu, '')
    .toLowerCase();
}

function stemOf(name: string, endings: readonly string[]): string {
  const ending = endings.map(foldBankName).find((one) => one !== '' && name.endsWith(one));
  return ending === undefined ? name : name.slice(0, -ending.length);
}

/**
 * 金融機関の呼び名: every form under which people look an institution up, folded: 栃木信金, 栃木信用金庫, とちぎしんきん, 栃木;
 * 宇都宮農協, 宇都宮農業協同組合, JAうつのみや.
 * @param entry code, name and reading of the bank master, which knows the short forms only
 */
export function bankSearchNames(entry: {
  readonly code: string;
  readonly name: string;
  readonly hira: string;
}): readonly string[] {
  const [name, hira] = [foldBankName(entry.name), foldBankName(entry.hira)];
  const kind = KINDS.find(({ written }) => name.endsWith(written[0])) ?? BANK;
  const stems = [stemOf(name, kind.written), stemOf(hira, kind.spoken)];
  const endings = ['', ...kind.written, ...kind.spoken].map(foldBankName);
  const before =
    kind.before === undefined ? [] : stems.map((stem) => foldBankName(`${kind.before ?? ''}${stem}`));
  const formed = stems.flatMap((stem) => endings.map((ending) => stem + ending));
  return [
    ...new Set([foldBankName(officialBankName(entry.code, entry.name)), name, hira, ...formed, ...before]),
  ];
}
