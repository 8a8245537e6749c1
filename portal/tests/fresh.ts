/** Before each file of tests: modules that remember nothing of the last file, and a page that nothing was kept on. */
import { vi } from 'vitest';

vi.resetModules();
// A file may ask for no page at all.
if ('document' in globalThis) {
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
}
