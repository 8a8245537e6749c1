/**
 * The server part as two files: what Directus loads (`api.js`) and the process that opens files (`bench.js`). Only our
 * own modules are joined; packages stay where they are installed. Joined, a start reads two files instead of 440.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  ssr: { noExternal: ['@grant/schema'] },
  build: {
    target: 'node22',
    outDir: 'server',
    ssr: true,
    // What a log says of a fault must name our own functions.
    minify: false,
    rolldownOptions: {
      input: { api: 'src/api.ts', bench: 'src/papers/bench.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
