export * from './archive.ts';
export * from './export.ts';
export * from './keys.ts';
export * from './manifest.ts';
export { type Restored, type RestoreOptions, restoreBackup } from './restore.ts';
