/** Rewrites `test/fixtures`: `npx tsx packages/tlog/test/write-fixtures.ts`. A test compares them with the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { exampleFixtures } from './example-log.ts';

const folder = new URL('fixtures/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, content] of exampleFixtures()) writeFileSync(new URL(name, folder), content);
