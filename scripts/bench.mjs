import { bin, ensureInstalled, run } from './setup.mjs';

// `npm run bench -- minutes tlog …`: the named benchmarks, or all.
ensureInstalled();
run(bin('tsx'), ['bench/run.ts', ...process.argv.slice(2)]);
