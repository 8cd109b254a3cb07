export { mailPolicy } from './policy.ts';
export { type Invitation, type Telling, tell, type UrgentReason } from './telling.ts';
