export * from './appointment.ts';
export * from './clock.ts';
export * from './country.ts';
export * from './format.ts';
export * from './messages.ts';
export * from './principal.ts';
export * from './result.ts';
export * from './text.ts';
