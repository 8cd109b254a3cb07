export * from './assemble.ts';
export * from './system.ts';
