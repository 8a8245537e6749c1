/** The part of WebAssembly that `fallback-font.ts` uses; the types of Node leave it to those of a browser. */
declare namespace WebAssembly {
  interface Table {
    set(index: number, value: unknown): void;
  }
  interface Module {
    readonly imports?: never;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  const Module: new (bytes: Uint8Array) => Module;
  const Instance: new (
    module: Module,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => Instance;
}
