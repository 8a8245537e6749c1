declare module 'subset-font' {
  /** As far as webfont.ts asks for it. */
  interface Options {
    readonly targetFormat: 'woff2';
    readonly noHinting: boolean;
    readonly noLayoutClosure: boolean;
    readonly keepFeatures: readonly string[];
    readonly dropTables: readonly string[];
  }
  export default function subsetFont(face: Buffer, text: string, options: Options): Promise<Buffer>;
}
