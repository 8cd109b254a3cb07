export * from './port.ts';
export { createSession, type Session } from './session.ts';
