import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'app/{src,test}/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    globalSetup: ['app/test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: {
      sequencer: longestFirst(['fuzz.test.ts', 'mail-kill.test.ts', 'kill.test.ts', 'leaks.test.ts', 'access.test.ts']),
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
