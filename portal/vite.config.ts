import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { packed } from './build/packed.ts';
import { verbAddresses } from './build/verbAddresses.ts';
import { webfont } from './build/webfont.ts';

/** Where the API answers while the portal is served by Vite; the product itself serves both from one origin. */
const office = process.env['GRANT_OFFICE_URL'] ?? 'http://127.0.0.1:8055';

const proxy = { '/grants': office, '/auth': office };

/**
 * 配信の単位: what is fetched as one file. Left alone, a page is cut into dozens of small ones, and on a phone each costs the
 * way there and back. Everything else is joined by which pages need it.
 */
const parts = [
  // All that the first page needs, whichever it is.
  { name: 'core', tags: ['$initial' as const], priority: 4 },
  {
    name: 'shapes',
    test: /node_modules.zod|zodWithoutEval/u,
    priority: 3,
    includeDependenciesRecursively: false,
  },
  { name: 'days', test: /schema.src.(?:civil-date|calendar|inquiry|yen)/u, priority: 2 },
  {
    name: 'questions',
    test: /schema.src.(?:application.(?:choices|questions|keys|readers)|eligibility.(?:leave-|finding|size|amount)|programme.size-limits)/u,
    priority: 1,
  },
  {
    name: 'account',
    test: /AgentFields|agentForm|form.signUp/u,
    priority: 1,
    includeDependenciesRecursively: false,
  },
  {
    name: 'fields',
    test: /components.(?:Text|LongText|Radio|Check|Form|Date)Field|components.(?:FormGroup|FieldLabel|ErrorSummary|fieldProps)|useKept|goToField|identifiers.contact/u,
    priority: 1,
  },
];

export default defineConfig({
  base: '/portal/',
  plugins: [vue({ features: { optionsAPI: false } }), verbAddresses(), webfont(), packed()],
  resolve: {
    alias: [
      { find: /^zod$/u, replacement: fileURLToPath(new URL('src/zodWithoutEval.ts', import.meta.url)) },
    ],
  },
  build: {
    outDir: 'dist',
    // Directus owns /assets; a folder of that name would be answered by it.
    assetsDir: 'static',
    target: 'es2022',
    // The policy of the portal forbids data: for scripts and fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: parts } } },
  },
  server: { proxy },
  preview: { proxy },
});
