declare module '*.css';
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
/** The admin app's own router, which it hands to every extension (vite.config.ts); of it two names are used. */
declare module 'vue-router' {
  interface Place {
    readonly path: string;
  }
  type Guard = (to: Place, from: Place) => boolean;
  export function onBeforeRouteLeave(guard: Guard): void;
  export function onBeforeRouteUpdate(guard: Guard): void;
  export type RouteRecordRaw = object;
}
