export type { CalendarEvent } from './event.ts';
export { feed, invitation, type NumberedEvent } from './ics.ts';
export { findCalendarOwner, hashCalendarToken, noteCalendarRead, numberEvents } from './store.ts';
