import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Office } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

// Built by the portal's own workspace; the same place in a checkout and in the image.
const DIST = fileURLToPath(new URL('../../../../portal/dist/', import.meta.url));

/** Nothing from elsewhere, nothing inline: the portal is its own files and the verbs. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** ポータルの配信: the applicants' pages under `/portal/`, from the same process as the verbs they call. */
export function portal({ init }: Registry, office: Office): void {
  init('middlewares.before', ({ app }) => {
    if (!existsSync(`${DIST}index.html`)) {
      office.logger.warn('the portal has not been built; /portal/ will answer 404');
      return;
    }
    const door = express.Router();
    door.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', POLICY);
      response.setHeader('X-Frame-Options', 'DENY');
      next();
    });
    // Built assets carry their content's hash in the name; the page that names them must always be asked for anew.
    door.use('/index.html', (_request, response) => sendPage(response));
    door.use(express.static(DIST, { index: false, maxAge: '1y', immutable: true, redirect: false }));
    door.get('*', (request, response, next) => {
      if (/\.[a-z0-9]+$/i.test(request.path)) next();
      else sendPage(response);
    });
    app.use('/portal', door);
  });
}

function sendPage(response: express.Response): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.sendFile('index.html', { root: DIST, cacheControl: false });
}
