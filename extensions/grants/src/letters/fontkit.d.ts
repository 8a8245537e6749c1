/** pdfkit takes a face that is open already; its types know only what it would open itself. */
declare namespace PDFKit.Mixins {
  interface OpenFace {
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  interface PDFFont {
    registerFont(name: string, face: OpenFace): this;
  }
}

/** The one function of fontkit that letters use; the package ships no types. */
declare module 'fontkit' {
  type Face = PDFKit.Mixins.OpenFace;
  export function create(font: Uint8Array): Face | { readonly fonts: readonly Face[] };
}
