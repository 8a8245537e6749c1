/// <reference types="vite/client" />

// For tools that read only TypeScript; vue-tsc knows each component's own type.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<object, object, unknown>;
  export default component;
}

// Made by build/verbAddresses.ts out of the table of verbs.
declare module 'virtual:verb-addresses' {
  interface Address {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    /** Anybody may read the answer; it is the same for all. */
    readonly published: boolean;
  }
  export const addresses: Readonly<Record<string, Address>>;
  export const refusalCodes: readonly string[];
  /** Names the account that a call believes to act for. */
  export const accountHeader: string;
}

// Made by build/webfont.ts.
declare module 'virtual:font-first.css';
declare module 'virtual:font-rest.css';
