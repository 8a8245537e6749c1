import { enter } from './enter.mjs';

await enter('config');
