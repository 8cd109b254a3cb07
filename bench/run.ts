import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchResult } from './result.ts';

/** Runs the benchmarks named on the command line (all of them without a name) and prints one table for each. */
const all = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'peers')
  .map((entry) => entry.name);
const names = process.argv.slice(2);
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark named ${unknown.join(', ')}; there are: ${all.join(', ')}`);
  process.exit(2);
}
let missed = 0;
for (const name of names.length > 0 ? names : all) {
  const { run } = (await import(join(import.meta.dirname, name, `${name}.bench.ts`))) as {
    run: () => Promise<readonly BenchResult[]>;
  };
  console.log(`\n## ${name}\n\n| measured | value | unit | goal | reached |\n|---|---|---|---|---|`);
  for (const { name: what, value, unit, goal = '', ok } of await run()) {
    const reached = ok === undefined ? '' : ok ? 'yes' : 'NO';
    if (ok === false) missed += 1;
    console.log(`| ${what} | ${value} | ${unit} | ${goal} | ${reached} |`);
  }
}
process.exit(missed === 0 ? 0 : 1);
