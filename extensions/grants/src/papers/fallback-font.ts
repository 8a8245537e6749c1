/**
 * 代替書体: many Japanese PDFs name a face (ＭＳ 明朝, ＭＳ ゴシック) without holding it. PDFium asks the system for one;
 * inside WebAssembly there is none, and the page would come out blank. Here it gets the two faces of this product.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What of the running module is needed to hand it functions and bytes. */
export interface FontHost {
  _FPDF_GetDefaultSystemFontInfo(): number;
  _FPDF_SetSystemFontInfo(at: number): void;
  readonly wasmExports: {
    malloc(size: number): number;
    readonly __indirect_function_table: WebAssembly.Table;
  };
  readonly HEAPU8: Uint8Array;
}

const require = createRequire(import.meta.url);
const FACES = {
  1: require.resolve('@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf'),
  2: require.resolve('@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf'),
} as const;
type Handle = keyof typeof FACES;
const NAMES: Readonly<Record<Handle, string>> = { 1: 'BIZ UDGothic', 2: 'Noto Serif JP' };

/** Windows character sets of East Asia: Shift_JIS, Hangul, GB2312, Big5. Others have a built-in face in PDFium. */
const EAST_ASIAN = new Set([128, 129, 134, 136]);
const SHIFT_JIS = 128;
const SERIF = /mincho|serif|明朝|ming|song/iu;
/** FXFONT_FF_ROMAN of `pitch_family`. */
const ROMAN = 0x10;

/**
 * Puts a function where PDFium calls `Release` of its font source, which it does only when it ends: the one place of the
 * table that is free. @returns its number, to be named as a pointer
 */
export function lendPlace(host: FontHost, parameters: number, body: Body): number {
  const struct = new DataView(host.HEAPU8.buffer, host._FPDF_GetDefaultSystemFontInfo());
  const place = struct.getUint32(4, true);
  host.wasmExports.__indirect_function_table.set(place, inWasm(parameters, true, body));
  return place;
}

/** Gives PDFium the faces; call once, after it was initialised (fpdf_sysfontinfo.h, version 1). */
export function installFaces(host: FontHost): void {
  const loaded = new Map<number, Uint8Array>();
  const bytesOf = (handle: number): Uint8Array => {
    const known = loaded.get(handle);
    if (known !== undefined) return known;
    const bytes = readFileSync(FACES[handle === 2 ? 2 : 1]);
    loaded.set(handle, bytes);
    return bytes;
  };
  const textAt = (at: number): string => {
    const end = host.HEAPU8.indexOf(0, at);
    return Buffer.from(host.HEAPU8.subarray(at, end)).toString('utf8');
  };
  const give = (bytes: Uint8Array, at: number, room: number): number => {
    if (at !== 0 && room >= bytes.length) host.HEAPU8.set(bytes, at);
    return bytes.length;
  };
  const mapFont: Body = (_self, _weight, _italic, charset = 0, pitch = 0, face = 0) => {
    if (!EAST_ASIAN.has(charset)) return 0;
    return SERIF.test(textAt(face)) || (pitch & ROMAN) !== 0 ? 2 : 1;
  };
  // The table of functions cannot grow, so that ours take the places of those that would look for fonts on a disk. The
  // struct (fpdf_sysfontinfo.h): version, Release, EnumFonts, MapFont, GetFont, GetFontData, GetFaceName, GetFontCharset,
  // DeleteFont.
  const info = host._FPDF_GetDefaultSystemFontInfo();
  const struct = new DataView(host.HEAPU8.buffer, info);
  const put = (place: number, parameters: number, answers: boolean, body: Body): void =>
    host.wasmExports.__indirect_function_table.set(
      struct.getUint32(4 * place, true),
      inWasm(parameters, answers, body),
    );
  put(2, 2, false, () => undefined);
  put(3, 7, true, mapFont);
  put(4, 2, true, () => 0);
  // Table 0 is the whole file; single tables are read from it by PDFium itself.
  put(5, 5, true, (_self, handle = 1, table = 0, at = 0, room = 0) =>
    table === 0 ? give(bytesOf(handle), at, room) : 0,
  );
  put(6, 4, true, (_self, handle = 1, at = 0, room = 0) =>
    give(new TextEncoder().encode(`${NAMES[handle === 2 ? 2 : 1]}\0`), at, room),
  );
  put(7, 2, true, () => SHIFT_JIS);
  put(8, 2, false, () => undefined);
  host._FPDF_SetSystemFontInfo(info);
}

/** A function handed to PDFium: 32-bit numbers in, one out or none. */
export type Body = (...values: number[]) => number | undefined;

/** A function of a table must be one of WebAssembly: the smallest module that takes ours in and gives it out again. */
function inWasm(parameters: number, answers: boolean, body: Body): unknown {
  const i32 = 0x7f;
  const type = [1, 0x60, parameters, ...Array<number>(parameters).fill(i32), ...(answers ? [1, i32] : [0])];
  const bytes = new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, type.length, ...type],
    ...[2, 7, 1, 1, 0x65, 1, 0x66, 0, 0],
    ...[7, 5, 1, 1, 0x66, 0, 0],
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: { f: body } }).exports['f'];
}
