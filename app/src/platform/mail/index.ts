export { accountLetters } from './account-letters.ts';
export { registerMail } from './endpoints.ts';
export { type MailRoom, type MailRoomOptions, mailRoom } from './mail-room.ts';
export { mailPolicy } from './policy.ts';
export * from './setting.ts';
export { type SmtpOptions, smtpTransport } from './smtp.ts';
export { getSetting, saveSetting } from './store.ts';
export type { Invitation, Telling, UrgentReason } from './telling.ts';
export type { Letter, Transport } from './transport.ts';
