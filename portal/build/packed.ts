import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { pages } from '../src/locales/ja/pages.ts';
import { site } from '../src/locales/ja/site.ts';
import { publicPages } from '../src/publicPages.ts';

/** What shrinks; fonts are compressed inside. */
const TEXT = /\.(js|css|svg|webmanifest)$/u;

/** Files of the page that is called so (`papers` is PapersPage.vue) and of what it imports, to be fetched at once. */
function scriptsOf(name: string, bundle: Rolldown.OutputBundle): string[] {
  const wanted = `/${name.charAt(0).toUpperCase()}${name.slice(1)}Page.vue`;
  const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
  const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(wanted) === true);
  const files = new Set<string>();
  const take = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    chunks.find(({ fileName }) => fileName === file)?.imports.forEach(take);
  };
  if (found !== undefined) take(found.fileName);
  return [...files];
}

/**
 * 配信の準備: beside every text file its brotli and gzip form, packed once as well as they can be, and `pages.json`, from
 * which the server fills the head of each public page and lists them for search engines.
 */
export function packed(): Plugin {
  return {
    name: 'grant:packed',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!TEXT.test(name)) continue;
        const plain = readFileSync(`${dir}/${name}`);
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
        writeFileSync(`${dir}/${name}.br`, brotliCompressSync(plain, quality));
        writeFileSync(`${dir}/${name}.gz`, gzipSync(plain, { level: 9 }));
      }
      const rows = Object.entries(pages).map(([name, { title, description }]) => ({
        path: publicPages[name as keyof typeof pages],
        title: `${title}｜${site.site.name}`,
        description,
        scripts: scriptsOf(name, bundle),
      }));
      writeFileSync(`${dir}/pages.json`, JSON.stringify(rows));
    },
  };
}
