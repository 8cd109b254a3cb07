export * from './repeat.ts';
export * from './runner.ts';
export * from './schedule.ts';
export * from './scheduler.ts';
