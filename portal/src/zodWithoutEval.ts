import { config } from 'zod';

// The portal's content policy forbids eval; zod would try it once and the browser would report the attempt.
config({ jitless: true });
