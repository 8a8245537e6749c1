/** The production process: the pins of this house around what the operator gives, and then Directus itself. */
import './date-fns-modules.ts';
import { runningEnvironment } from './production-environment.ts';

const given = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);
Object.assign(process.env, runningEnvironment(given));
process.argv = [process.execPath, 'directus', 'start'];
// The package declares no types for its command line; it is run, not called.
const commandLine: string = '@directus/api/cli/run.js';
await import(commandLine);
