export * from './refusal.ts';
export * from './refusal/door.ts';
