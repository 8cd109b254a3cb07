import { serveParsers } from './serve-parsers.ts';

/** Parsers of the kinds that a hostile file can make of an honest one; the entry module of the tests. */
await serveParsers({
  length: (bytes) => bytes.length,
  environment: () => Object.keys(process.env),
  throwing: () => {
    throw new Error('cannot be read');
  },
  quitting: () => process.exit(3),
  endless: () => {
    for (;;);
  },
  hungry: () => {
    const kept: unknown[] = [];
    for (;;) kept.push({ more: new Array(1000).fill(kept.length) });
  },
});
