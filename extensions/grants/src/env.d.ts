declare module '*.css';
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
/**
 * The admin app's own router, which it hands to every extension (vite.config.ts); of it three names are used. The
 * others are for component tests, which have a router of their own.
 */
declare module 'vue-router' {
  import type { App, Component } from 'vue';

  interface Place {
    readonly path: string;
  }
  type Guard = (to: Place, from: Place) => boolean;
  export function onBeforeRouteLeave(guard: Guard): void;
  export function onBeforeRouteUpdate(guard: Guard): void;
  export function useRoute(): { readonly query: Readonly<Record<string, unknown>> };
  export type RouteRecordRaw = object;
  export interface Router {
    readonly install: (app: App) => void;
    readonly push: (path: string) => Promise<unknown>;
    readonly currentRoute: { readonly value: Place };
  }
  export const RouterView: Component;
  export function createMemoryHistory(): object;
  export function createRouter(options: {
    history: object;
    routes: { path: string; component: Component }[];
  }): Router;
}
