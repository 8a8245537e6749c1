import vue from '@vitejs/plugin-vue';
import { type Plugin, defineConfig } from 'vite';

/** Modules the admin app hands to every extension; a second copy of Vue would not share its reactivity. */
const SHARED = ['@directus/extensions-sdk', 'vue', 'vue-router', 'vue-i18n', 'pinia'];

/**
 * Directus bundles the app entries of all extensions as JavaScript only and drops style sheets, so the styles travel
 * inside the entry and put themselves into the page once.
 */
function stylesInside(): Plugin {
  return {
    name: 'styles-inside',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const sheets = Object.values(bundle).filter(
        (part) => part.type === 'asset' && part.fileName.endsWith('.css'),
      );
      const css = sheets.map((sheet) => ('source' in sheet ? String(sheet.source) : '')).join('\n');
      for (const sheet of sheets) Reflect.deleteProperty(bundle, sheet.fileName);
      if (css === '') return;
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk' || !part.isEntry) continue;
        const put = `const s=document.createElement('style');s.dataset.grants='';s.textContent=${JSON.stringify(css)};document.head.append(s);`;
        part.code += `\nif(!document.querySelector('style[data-grants]')){${put}}\n`;
      }
    },
  };
}

export default defineConfig({
  plugins: [vue(), stylesInside()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    sourcemap: false,
    cssCodeSplit: false,
    lib: { entry: 'src/app.ts', formats: ['es'], fileName: () => 'app.js' },
    rolldownOptions: { external: SHARED },
  },
});
