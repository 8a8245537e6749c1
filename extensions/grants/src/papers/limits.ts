/** 添付の限度: every bound of this room with its reason. Bytes, pixels, milliseconds. */

/** 添付の上限: 20 MB a file, the limit the guide for applicants names. */
export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024;

/** A page of A3 scanned at 600 dpi has 70 million pixels; a telephone's photo 12 to 50. More is a mistake or a bomb. */
export const PIXELS_MAX = 80_000_000;

/** Work rules are the longest paper anybody sends; few have more than 150 pages. */
export const PAGES_MAX = 300;

/** The longer side of a working copy: 300 dpi on A3, enough to read a stamp. */
export const COPY_SIDE_MAX = 5000;

/** A page image never has more pixels than this, however long the page is. */
export const PAGE_PIXELS_MAX = 12_000_000;

/** The longer side of a page image; WebP ends at 16,383. */
export const PAGE_SIDE_MAX = 8_000;

/** Longest a file may be looked at, or a page drawn, before the work on it is given up. */
export const INSPECT_MS = 30_000;
export const RENDER_MS = 15_000;

/** Memory of the process that opens files: a decoded photo of `PIXELS_MAX` twice, and room for the decoders. */
export const MEMORY_MAX_BYTES = 1024 * 1024 * 1024;

/** Page images kept in memory, so that turning back and forth draws nothing anew. */
export const CACHE_MAX_BYTES = 48 * 1024 * 1024;
