/**
 * Preloaded into every Node process this house starts. Node 22 reads the whole `exports` of a package again for each
 * module of that package; of date-fns, which Directus loads, that is 200 KB for each of 300 modules, two seconds of
 * every start. Its inner paths are plain file names, so they are answered here. To be removed when Node reads it once.
 */
import { registerHooks } from 'node:module';

const INSIDE = /\/node_modules\/date-fns\/.*\.js$/;

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL;
    if (parent === undefined || !specifier.startsWith('.') || !INSIDE.test(parent))
      return next(specifier, context);
    return { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true };
  },
});
