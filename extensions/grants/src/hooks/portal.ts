import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type ErrorRequestHandler } from 'express';
import type { Office } from '../adapter/ports.ts';
import { publicAddress, settingOf } from '../adapter/setting.ts';
import { pack, packedFiles, sendPacked } from '../front/packed.ts';
import { pageHtml, readPages, robots, siteMap } from '../front/pages.ts';
import { protect } from '../front/protection.ts';
import type { Registry } from './registry.ts';

const NOT_THERE = 'このファイルはありません。';

/** ポータルの配信: the applicants' pages under `/portal/`, from the same process as the verbs they call. */
export function portal({ init }: Registry, office: Office): void {
  init('middlewares.before', ({ app }) => {
    const address = publicAddress(office.env);
    const listed = settingOf(office.env, 'GRANT_SEARCH_ENGINES') === 'true';
    app.get('/robots.txt', (request, response) => {
      // The office's own host is nobody's to list, also where search engines may list the applicants' one.
      const here = listed && request.get('host') === new URL(address).host;
      response.type('text/plain').send(robots(here, address));
    });
    // Built by the portal's own workspace; the same place in a checkout and in the image.
    const dist = path.join(settingOf(office.env, 'PACKAGE_FILE_LOCATION'), 'portal', 'dist', path.sep);
    if (!existsSync(`${dist}index.html`)) {
      office.logger.warn('the portal has not been built; /portal/ will answer 404');
      return;
    }
    app.use('/portal', door(dist, address, listed));
  });
}

function door(dist: string, address: string, listed: boolean): express.Router {
  const shell = readFileSync(`${dist}index.html`, 'utf8');
  const pages = readPages(dist);
  const inside = pack(pageHtml(shell, undefined, address));
  const open = new Map(pages.map((page) => [page.path, pack(pageHtml(shell, page, address))]));
  const map = pack(siteMap(pages, address));

  const router = express.Router();
  router.use((request, response, next) => {
    protect(response);
    if (request.path === '/index.html') request.url = '/';
    if (!listed || !open.has(request.path)) response.setHeader('X-Robots-Tag', 'noindex');
    if (request.method === 'GET' || request.method === 'HEAD') next();
    else response.status(405).type('text/plain').send('この操作はできません。');
  });
  router.get('/sitemap.xml', (request, response) => {
    response.removeHeader('X-Robots-Tag');
    sendPacked(request, response, 'application/xml; charset=utf-8', map);
  });
  // Built files carry their content's hash in the name; the page that names them must always be asked for anew.
  router.use(
    '/static',
    packedFiles(`${dist}static`),
    express.static(`${dist}static`, { index: false, maxAge: '1y', immutable: true, redirect: false }),
  );
  router.use(
    packedFiles(dist),
    express.static(dist, { index: false, maxAge: '1d', redirect: false, extensions: false }),
  );
  router.get('*', (request, response) => {
    if (/\.[a-z0-9]+$/iu.test(request.path)) response.status(404).type('text/plain').send(NOT_THERE);
    else sendPacked(request, response, 'text/html; charset=utf-8', open.get(request.path) ?? inside);
  });
  router.use(unreadable);
  return router;
}

/** An address that cannot even be read; the answer repeats nothing of it. */
const unreadable: ErrorRequestHandler = (fault, _request, response, next) => {
  if (response.headersSent) next(fault);
  else response.status(400).type('text/plain').send(NOT_THERE);
};
