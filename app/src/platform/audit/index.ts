export * from './event.ts';
export * from './log.ts';
