import type { Registry } from './registry.ts';

/** 応答ヘッダー: what Directus does not send itself. */
export function headers({ init }: Registry): void {
  init('app.before', ({ app }) => {
    app.use((_request, response, next) => {
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('X-Frame-Options', 'SAMEORIGIN');
      response.setHeader('Referrer-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
      response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
      next();
    });
  });
}
