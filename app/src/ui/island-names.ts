/**
 * The scripts of the interface, each an entry of its own in the folder `islands` (`enhance` is `islands/enhance.ts`).
 * Every page has the first two; the others are asked for by `Page islands`.
 */
export const ISLANDS: readonly string[] = ['enhance', 'palette', 'review-keys', 'passkey'];
