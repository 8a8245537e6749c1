/** The production process: the pins of this house around what the operator gives, and then Directus itself. */
import { productionEnvironment } from './environment.ts';

// What the operator sets in compose wins, except that nothing outside names a folder inside the image.
for (const [name, value] of Object.entries(productionEnvironment())) process.env[name] ??= value;
process.argv = [process.execPath, 'directus', 'start'];
// The package declares no types for its command line; it is run, not called.
const commandLine: string = '@directus/api/cli/run.js';
await import(commandLine);
