import type { SizeLimit, SmeScheme } from './figures.ts';
import type { Industry } from '../application/choices.ts';
import { yen, type Yen } from '../yen.ts';

const oku = (count: number): Yen => yen(count * 100_000_000);

function row(industry: Industry, label: string, capital: Yen | null, employees: number): SizeLimit {
  return { industry, label, capital, employees, special: false };
}

function special(industry: Industry, label: string, capital: Yen, employees: number): SizeLimit {
  return { ...row(industry, label, capital, employees), special: true };
}

// 中小企業基本法2条1項 and 雇用関係助成金 use the same four classes; they differ in who is judged by employees only.
const fourClasses: SizeLimit[] = [
  row('retail', '小売業（飲食店を含む）', oku(0.5), 50),
  row('service', 'サービス業', oku(0.5), 100),
  row('wholesale', '卸売業', oku(1), 100),
  row('other', 'その他の業種', oku(3), 300),
];

/** 規模の表: every scheme's limits, 以下. Data of the programme, so that another year may change a figure. */
export const defaultSizeLimits: Readonly<Record<SmeScheme, SizeLimit[]>> = {
  koyou: fourClasses,
  kihonho: fourClasses,
  kihonho_seirei: [
    ...fourClasses,
    special('other', 'ゴム製品製造業', oku(3), 900),
    special('service', 'ソフトウェア業・情報処理サービス業', oku(3), 300),
    special('service', '旅館業', oku(0.5), 200),
  ],
  flat300: [
    row('retail', '全業種', null, 300),
    row('service', '全業種', null, 300),
    row('wholesale', '全業種', null, 300),
    row('other', '全業種', null, 300),
  ],
};

/** 方式の名称. */
export const smeSchemeLabels: Readonly<Record<SmeScheme, string>> = {
  koyou: '雇用関係助成金の中小企業の範囲',
  kihonho: '中小企業基本法第2条第1項',
  kihonho_seirei: '中小企業基本法第2条第1項と政令特例',
  flat300: '常時雇用する労働者300人以下',
};
