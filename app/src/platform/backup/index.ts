export * from './archive.ts';
export * from './command.ts';
export * from './drill.ts';
export { type Backup, type BackupOptions, type Progress, writeBackup } from './export.ts';
export * from './keys.ts';
export type { Manifest } from './manifest.ts';
export * from './register.ts';
export { type Restored, type RestoreOptions, restoreBackup } from './restore.ts';
