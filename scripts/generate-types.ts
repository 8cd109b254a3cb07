import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate, getDialect } from 'kysely-codegen';
import { urlsFor } from '../app/src/platform/database/index.ts';
import { startTestServer } from '../app/test/server.ts';

/** The committed types of all tables; a test compares it with a fresh generation. */
export const TYPES_FILE: string = join(import.meta.dirname, '../app/src/platform/database/types.gen.ts');

/** TypeScript types of a migrated database, column comments as doc comments. `url` must see all schemas. */
export async function generateTypes(url: string): Promise<string> {
  const dialect = getDialect('postgres', { dateParser: 'string', numericParser: 'string' });
  const db = await dialect.introspector.connect({ connectionString: url, dialect });
  try {
    return await generate({
      db,
      dialect,
      includePattern: '(conf|auth|audit|platform).*',
      // What the connection's type parsers make of them (connect.ts).
      typeMapping: { int8: 'number', numeric: 'string' },
      outFile: null,
    });
  } finally {
    await db.destroy();
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp('/tmp/enlace-types-');
  try {
    const { address, stop } = await startTestServer(folder);
    try {
      await writeFile(TYPES_FILE, await generateTypes(urlsFor(address, address.template).owner));
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
