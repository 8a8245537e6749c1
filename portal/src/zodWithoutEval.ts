import { config } from 'zod/v4';

// The portal's content policy forbids eval; zod would try it once and the browser would report the attempt. The build
// gives this module to whoever imports zod, so that the setting stands before the first shape is made.
config({ jitless: true });

export * from 'zod/v4';
