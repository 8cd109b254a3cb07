export * from './policy.ts';
export * from './sql.ts';
