import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** A page that everybody may read. */
interface PublicPage {
  /** Below `/portal`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Its files, below `/portal/`: fetched beside the first one instead of after it. */
  readonly scripts: readonly string[];
}

const pagesShape = z.array(
  z.object({ path: z.string(), title: z.string(), description: z.string(), scripts: z.array(z.string()) }),
);

/** The public pages as the portal's build wrote them down (`pages.json`). */
export function readPages(folder: string): readonly PublicPage[] {
  const file = `${folder}pages.json`;
  return existsSync(file) ? pagesShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/gu, (sign) => names[sign] ?? '');
}

/**
 * 配信するページ: the one HTML file with the head of the page that was asked for, because those who read links and make
 * lists run no script. A page behind the sign-in is not to be listed and says nothing about itself.
 */
export function pageHtml(shell: string, page: PublicPage | undefined, address: string): string {
  if (page === undefined) return shell.replace('<!--page-->', '<meta name="robots" content="noindex" />');
  const [title, description, url] = [page.title, page.description, `${address}/portal${page.path}`].map(
    escaped,
  );
  return shell
    .replace(/<title>[^<]*<\/title>/u, () => `<title>${String(title)}</title>`)
    .replace('<!--page-->', () =>
      [
        `<meta name="description" content="${String(description)}" />`,
        `<meta property="og:title" content="${String(title)}" />`,
        `<meta property="og:description" content="${String(description)}" />`,
        `<meta property="og:url" content="${String(url)}" />`,
        `<link rel="canonical" href="${String(url)}" />`,
        ...page.scripts
          .filter((file) => !shell.includes(file))
          .map((file) => `<link rel="modulepreload" crossorigin href="/portal/${escaped(file)}" />`),
      ].join('\n    '),
    );
}

/** サイトマップ: the public pages for search engines. */
export function siteMap(pages: readonly PublicPage[], address: string): string {
  const rows = pages.map(({ path }) => `  <url><loc>${escaped(`${address}/portal${path}`)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows.join('\n')}
</urlset>
`;
}

/** robots.txt: search engines may read the portal and nothing else; in a practice office nothing at all. */
export function robots(listed: boolean, address: string): string {
  return listed
    ? `User-agent: *\nAllow: /portal/\nAllow: /grants/programme\nDisallow: /portal/applications\nDisallow: /\nSitemap: ${address}/portal/sitemap.xml\n`
    : 'User-agent: *\nDisallow: /\n';
}
