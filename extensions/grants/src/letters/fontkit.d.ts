/** The one function of fontkit that letters use; the package ships no types. */
declare module 'fontkit' {
  interface Face {
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  export function create(font: Uint8Array): Face | { readonly fonts: readonly Face[] };
}
