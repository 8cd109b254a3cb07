export { type Checkpointer, checkpointer } from './checkpoint.ts';
export { registerAudit } from './endpoints.ts';
export * from './event.ts';
export * from './log.ts';
export { type LogEntry, type LogReader, logReader } from './reader.ts';
export { type Verified, verifyLog } from './verify.ts';
export { auditCommand } from './verify-command.ts';
