/** What lies between two filings of one employer for one leave: how people write the same thing twice. */
import { type Firm, keyed } from './firms.ts';
import type { Random } from './random.ts';

/**
 * One way in which the second filing differs; every field that can differ so does, all at once. But for `none`, no number
 * of the employer, of the employee or of the account stays the same, half of the telephones by post excepted.
 */
export interface Noise {
  readonly name: string;
  readonly apply: (firm: Firm, random: Random) => Firm;
}

const OLD: Readonly<Record<string, string>> = {
  高: '髙',
  崎: '﨑',
  斎: '齋',
  辺: '邊',
  沢: '澤',
  島: '嶋',
  広: '廣',
  栄: '榮',
  関: '關',
  黒: '黑',
  真: '眞',
  富: '冨',
  総: '總',
  塚: '塚',
  渕: '渊',
};
const SHORT: Readonly<Record<string, readonly string[]>> = {
  株式会社: ['（株）', '㈱', '(株)', '株式会社　', 'カブシキガイシャ'],
  有限会社: ['（有）', '㈲', '(有)'],
  合同会社: ['（同）', '合同会社 '],
  社会福祉法人: ['社会福祉法人　', '（福）'],
  医療法人: ['医療法人　', '医療法人 '],
};

const fullWidth = (text: string): string =>
  text.replace(/[0-9-]/gu, (character) =>
    String.fromCodePoint((character.codePointAt(0) as number) + 0xfee0),
  );

const hiragana = (text: string): string =>
  text.replace(/[ァ-ヴ]/gu, (character) => String.fromCodePoint((character.codePointAt(0) as number) - 0x60));

function shortForm(name: string, random: Random): string {
  const form = Object.keys(SHORT).find((word) => name.includes(word));
  return form === undefined ? name : name.replace(form, random.of(SHORT[form] as readonly string[]));
}

function respelled(address: string, random: Random): string {
  const lots = /(\d+)-(\d+)-(\d+)$/u;
  const plain = random.percent(50) ? address : address.replace('栃木県', '');
  return random.of([
    plain.replace(lots, '$1丁目$2番$3号'),
    plain.replace(lots, '$1丁目$2番地の$3'),
    fullWidth(plain),
    plain.replace(lots, ' $1－$2－$3'),
  ]);
}

/** Two neighbouring digits change places; where they are the same, one digit changes. */
function moved(text: string | null, random: Random): string | null {
  if (text === null) return null;
  const places = [...text].flatMap((character, index) =>
    /\d/u.test(character) && /\d/u.test(text.charAt(index + 1)) ? [index] : [],
  );
  if (places.length === 0) return text;
  const at = random.of(places);
  const [one, two] = [text.charAt(at), text.charAt(at + 1)];
  const changed = one === two ? String((Number(one) + 1) % 10) + two : two + one;
  return text.slice(0, at) + changed + text.slice(at + 2);
}

/** One letter left out, doubled or replaced by another of the same text. */
function mistyped(text: string, random: Random): string {
  const letters = Array.from(text);
  const at = 1 + random.below(Math.max(1, letters.length - 1));
  const kind = random.below(3);
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letters[at - 1] as string);
  else letters.splice(at, 1, random.of(['田', 'ン', '野', 'ー', '木']));
  return letters.join('');
}

/** One digit is another. */
function misread(text: string | null, random: Random): string | null {
  const places = [...(text ?? '')].flatMap((character, index) => (/\d/u.test(character) ? [index] : []));
  if (text === null || places.length === 0) return text;
  const at = random.of(places);
  return (
    text.slice(0, at) + String((Number(text.charAt(at)) + 1 + random.below(9)) % 10) + text.slice(at + 1)
  );
}

/**
 * No number is the same any more, so that only likeness can find the firm: each has a slip, the person in charge is
 * another with a mail address of his own, and the account is new.
 */
function otherNumbers(firm: Firm, random: Random, slip: typeof moved): Firm {
  return {
    ...firm,
    employerCorporateNumber: slip(firm.employerCorporateNumber, random),
    insuranceOfficeNumber: slip(firm.insuranceOfficeNumber, random),
    employerPhone: slip(firm.employerPhone, random) ?? '',
    employeeInsuredNumber: slip(firm.employeeInsuredNumber, random),
    contactPhone: mobile(random),
    contactEmail: `tantou${String(random.below(1_000_000))}@example.jp`,
    numberIndex: `${firm.numberIndex ?? ''}x`,
  };
}

const mobile = (random: Random): string => `080${String(10_000_000 + random.below(89_999_999))}`;

function variants(firm: Firm, random: Random): Firm {
  return keyed({
    ...firm,
    employerName: shortForm(firm.employerName, random),
    employerNameKana: hiragana(firm.employerNameKana ?? ''),
    employerAddress: respelled(firm.employerAddress, random),
    employerPhone: random.percent(50)
      ? firm.employerPhone.replaceAll('-', '')
      : fullWidth(firm.employerPhone),
    representativeName: (firm.representativeName ?? '').replace(' ', random.of(['', '　'])),
    employeeName: (firm.employeeName ?? '').replace(' ', random.of(['', '　'])),
  });
}

function oldKanji(firm: Firm): Firm {
  const old = (text: string | null): string =>
    [...(text ?? '')].map((letter) => OLD[letter] ?? letter).join('');
  return keyed({
    ...firm,
    employerName: old(firm.employerName),
    representativeName: old(firm.representativeName),
    employeeName: old(firm.employeeName),
    employerAddress: old(firm.employerAddress),
  });
}

function typos(firm: Firm, random: Random): Firm {
  return keyed({
    ...firm,
    employerName: mistyped(firm.employerName, random),
    employerNameKana: mistyped(firm.employerNameKana ?? '', random),
    employerAddress: mistyped(firm.employerAddress, random),
    representativeName: mistyped(firm.representativeName ?? '', random),
    employeeName: mistyped(firm.employeeName ?? '', random),
    employeeNameKana: mistyped(firm.employeeNameKana ?? '', random),
    contactEmail: mistyped(firm.contactEmail ?? '', random),
  });
}

/** Two digits change places in every number; which of the two dates is wrong is left to chance. */
function movedDigits(firm: Firm, random: Random): Firm {
  const dateOf = (text: string | null): string | null => {
    // The day alone, and only such that the date exists.
    const [year = '', month = '', day = ''] = (text ?? '').split('-');
    const swapped = `${day.charAt(1)}${day.charAt(0)}`;
    return Number(swapped) >= 1 && Number(swapped) <= 28 ? `${year}-${month}-${swapped}` : text;
  };
  const wrong = random.below(3);
  return keyed({
    ...otherNumbers(firm, random, moved),
    employerAddress: moved(firm.employerAddress, random) ?? '',
    employeeBirthOn: wrong === 0 ? dateOf(firm.employeeBirthOn) : firm.employeeBirthOn,
    childBirthOn: wrong === 1 ? dateOf(firm.childBirthOn) : firm.childBirthOn,
  });
}

/** By post after filing online: by another person, without the agent, half of the numbers left blank and the others misread. */
function channel(firm: Firm, random: Random): Firm {
  const written = (value: string | null): string | null =>
    random.percent(50) ? null : misread(value, random);
  return keyed({
    ...variants(firm, random),
    agent: null,
    agentAccount: null,
    employerCorporateNumber: written(firm.employerCorporateNumber),
    insuranceOfficeNumber: written(firm.insuranceOfficeNumber),
    employeeInsuredNumber: written(firm.employeeInsuredNumber),
    employerPhone: random.percent(50) ? mobile(random) : firm.employerPhone,
    contactPhone: random.percent(50) ? null : mobile(random),
    contactEmail: null,
    numberIndex: `${firm.numberIndex ?? ''}x`,
  });
}

/** With a digit of every number misread as well. */
const numbered =
  (apply: Noise['apply']): Noise['apply'] =>
  (firm, random) =>
    keyed(apply(otherNumbers(firm, random, misread), random));

/** The second filing that is the first, word for word. */
export const UNCHANGED = 'none';

/** The kinds of noise, each beside the others in the report. */
export const NOISES: readonly Noise[] = [
  { name: UNCHANGED, apply: (firm) => firm },
  { name: 'variants', apply: numbered(variants) },
  { name: 'old-kanji', apply: numbered(oldKanji) },
  { name: 'typos', apply: numbered(typos) },
  { name: 'moved-digits', apply: movedDigits },
  { name: 'channel', apply: channel },
  { name: 'typos-and-moved-digits', apply: (firm, random) => movedDigits(typos(firm, random), random) },
  { name: 'old-kanji-by-post', apply: (firm, random) => channel(oldKanji(firm), random) },
];
