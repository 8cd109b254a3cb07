import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['e2e/**/*.journey.ts'],
    pool: 'forks',
    // Each journey has a program and a database of its own, and a browser waits more than it works.
    maxWorkers: 3,
    sequence: {
      sequencer: longestFirst(['every-page.journey.ts', 'every-other-page.journey.ts', 'readers.journey.ts']),
    },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
