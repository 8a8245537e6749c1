import 'virtual:font-first.css';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/form.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/people.css';
import './styles/print.css';
import { createApp } from 'vue';
import App from './App.vue';
import { dropExpired } from './composables/pendingKeys.ts';
import { guardSecondClick } from './composables/secondClick.ts';
import { useProgramme } from './composables/useProgramme.ts';
import { router } from './router.ts';

/** Longest wait for the programme's figures before the page is shown without them, in milliseconds. */
const PATIENCE_MS = 1500;

dropExpired(Date.now());
guardSecondClick(document);
const app = createApp(App).use(router);
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
// Shown once and whole: what comes later would push away what is being read.
// Not awaited: pages are loaded apart and import from this module, which would wait for them in turn.
void Promise.race([Promise.all([router.isReady(), useProgramme().ready]), patience]).then(() => {
  app.mount('#app');
  afterPaint(loadRestOfFace);
});

/** Calls back when the page has been painted; at once in a browser that does not tell. */
function afterPaint(then: () => void): void {
  if (PerformanceObserver.supportedEntryTypes.includes('paint')) {
    new PerformanceObserver((_painted, observer) => {
      observer.disconnect();
      then();
    }).observe({ type: 'paint', buffered: true });
  } else {
    then();
  }
}

/** The parts of the face that the landing page does without: on a slow line nothing of them delays the first paint. */
function loadRestOfFace(): void {
  void import('virtual:font-rest.css');
}
