import { bin, ensureInstalled, run } from './setup.mjs';

// Types, format, lint, dead code, architecture and words: seconds, no database.
ensureInstalled();
run(bin('biome'), ['ci', '--error-on-warnings', '.']);
run(bin('oxlint'), ['--type-aware', 'app', 'packages', 'e2e', 'bench', 'scripts', 'test']);
run(bin('tsc'), ['-p', 'tsconfig.json']);
run(bin('tsc'), ['-p', 'tsconfig.islands.json']);
run(bin('tsc'), ['-p', 'tsconfig.pure.json']);
run(bin('knip'), []);
run(bin('vitest'), ['run', 'test/architecture.test.ts', 'test/words.test.ts']);
