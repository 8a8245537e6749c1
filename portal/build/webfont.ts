import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { codePointsOf, measuresOf, type Measures } from './faceFile.ts';
import { fontSlices, type Slice } from './fontSlices.ts';

/** Cut parts are kept: the same characters of the same face are never cut twice. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/grant-webfont/', import.meta.url));
const FAMILY = 'BIZ UDGothic Web';
/** Runs of neighbours cover characters of the other parts as well, so they are asked only for what those lack. */
const REST_FAMILY = 'BIZ UDGothic Rest';
const FILES = {
  400: '400Regular/BIZUDGothic_400Regular.ttf',
  700: '700Bold/BIZUDGothic_700Bold.ttf',
} as const;
/** Instructions for coarse screens, vertical setting, and forms that no text of ours asks for: two thirds of the bytes. */
const LEFT_OUT = {
  noHinting: true,
  noLayoutClosure: true,
  keepFeatures: [],
  dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'VORG', 'DSIG', 'meta'],
};

const require = createRequire(import.meta.url);

function readFace(weight: keyof typeof FILES): Buffer {
  return readFileSync(require.resolve(`@expo-google-fonts/biz-udgothic/${FILES[weight]}`));
}

/** Cuts one part, or takes it from the cache; answers its file name. */
async function cut(face: Buffer, weight: number, slice: Slice): Promise<string> {
  const text = slice.characters.join('');
  const key = createHash('sha256').update(face).update(JSON.stringify(LEFT_OUT)).update(text).digest('hex');
  const name = `${slice.name}-${String(weight)}-${key.slice(0, 12)}.woff2`;
  if (!existsSync(`${CACHE}${name}`)) {
    const made = await subsetFont(face, text, { targetFormat: 'woff2', ...LEFT_OUT });
    // Whole or not at all, also when two builds cut the same part.
    writeFileSync(`${CACHE}${name}.${String(process.pid)}`, made);
    renameSync(`${CACHE}${name}.${String(process.pid)}`, `${CACHE}${name}`);
  }
  return name;
}

function rangeOf(slice: Slice): string {
  if (slice.range !== undefined) return slice.range;
  const points = slice.characters.map((sign) => sign.codePointAt(0) ?? 0).toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else runs.push([point, point]);
  }
  const hex = (point: number): string => point.toString(16);
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

async function sheet(slices: readonly Slice[], faces: Record<400 | 700, Buffer>): Promise<string> {
  const rules: string[] = [];
  for (const slice of slices) {
    for (const weight of slice.weights) {
      const file = await cut(faces[weight], weight, slice);
      rules.push(
        `@font-face{font-family:'${slice.range === undefined ? FAMILY : REST_FAMILY}';font-weight:${String(weight)};font-display:swap;` +
          `src:url('./${file}') format('woff2');unicode-range:${rangeOf(slice)}}`,
      );
    }
  }
  return rules.join('\n');
}

/**
 * The face of the reader's own machine, set as high and deep as ours, so that nothing moves when ours arrives. Kanji and
 * kana are one square in every Japanese face; Latin letters and digits are half a square in ours.
 */
function standIn({ ascent, descent, lineGap }: Measures): string {
  const local = [
    'Hiragino Sans',
    'Hiragino Kaku Gothic ProN',
    'Noto Sans JP',
    'Noto Sans CJK JP',
    'Yu Gothic',
    'Meiryo',
  ];
  const src = local.map((name) => `local('${name}')`).join(',');
  const lines = [
    ['ascent-override', ascent],
    ['descent-override', descent],
    ['line-gap-override', lineGap],
  ] as const;
  const measures = (scale: number): string =>
    lines.map(([name, value]) => `${name}:${(value / 10 / scale).toFixed(2)}%`).join(';');
  const half = 0.9;
  return [
    `@font-face{font-family:'Stand-in';src:${src};${measures(1)}}`,
    `@font-face{font-family:'Stand-in';src:${src};size-adjust:${String(half * 100)}%;${measures(half)};unicode-range:U+20-7e}`,
  ].join('\n');
}

const SHEETS = { 'virtual:font-first.css': 'first.css', 'virtual:font-rest.css': 'rest.css' } as const;

function isSheet(id: string): id is keyof typeof SHEETS {
  return Object.hasOwn(SHEETS, id);
}

/**
 * 書体の埋め込み: cuts BIZ UDGothic (SIL OFL 1.1) into parts, as two style sheets: `virtual:font-first.css` with what the
 * landing page shows, `virtual:font-rest.css` with everything else, loaded after the first paint. The parts of the first
 * are preloaded.
 */
export function webfont(): Plugin {
  return {
    name: 'grant:webfont',
    async buildStart() {
      mkdirSync(CACHE, { recursive: true });
      const faces = { 400: readFace(400), 700: readFace(700) };
      const { first, rest } = fontSlices(codePointsOf(faces[400]));
      const head = standIn(measuresOf(faces[400]));
      writeFileSync(`${CACHE}first.css`, `${head}\n${await sheet(first, faces)}`);
      writeFileSync(`${CACHE}rest.css`, await sheet(rest, faces));
    },
    resolveId: (id) => (isSheet(id) ? `${CACHE}${SHEETS[id]}` : undefined),
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((name) => /\/landing-[^/]+\.woff2$/u.test(name));
        return fonts.toSorted().map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/portal/${name}`, crossorigin: '' },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}
