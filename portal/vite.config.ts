import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { packed } from './build/packed.ts';
import { verbAddresses } from './build/verbAddresses.ts';
import { webfont } from './build/webfont.ts';

/** Where the API answers while the portal is served by Vite; the product itself serves both from one origin. */
const office = process.env['GRANT_OFFICE_URL'] ?? 'http://127.0.0.1:8055';

const proxy = { '/grants': office, '/auth': office };

export default defineConfig({
  base: '/portal/',
  plugins: [vue(), verbAddresses(), webfont(), packed()],
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
  },
  server: { proxy },
  preview: { proxy },
});
