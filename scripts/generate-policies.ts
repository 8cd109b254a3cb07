import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policySql } from '../app/src/platform/policy/index.ts';
import { assemble } from '../app/src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../app/src/systems/index.ts';

/** Writes the row policies of the database from the policy of every system. */
const file = join(import.meta.dirname, '../app/migrations/policies.sql');
await writeFile(file, policySql(assemble(SYSTEMS, FLOORS).policy));
console.log(`wrote ${file}`);
