import 'virtual:font-first.css';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/form.css';
import './styles/parts.css';
import './styles/pages.css';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';

createApp(App).use(router).mount('#app');

// The parts of the face that the landing page does without: nothing of them delays the first paint.
void import('virtual:font-rest.css');
