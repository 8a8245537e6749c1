/**
 * Production, before the first start and after every new image: brings the database to the configuration of this
 * image, and ends. Safe to run again; it changes nothing when nothing differs.
 */
import { describeFault } from './fault.ts';
import { prepare } from './production.ts';
import { createProgress } from './progress.ts';

const progress = createProgress(4);
try {
  await prepare(
    Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    progress,
  );
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
} finally {
  progress.close();
}
