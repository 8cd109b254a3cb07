export * from './endpoints.ts';
export * from './log.ts';
export * from './metrics.ts';
export * from './ready.ts';
export * from './watch.ts';
