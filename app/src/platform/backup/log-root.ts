import { EMPTY, extend, leafHash, rootOf } from '@enlace/tlog';
import type pg from 'pg';
import type { Manifest } from './manifest.ts';

const BATCH = 2000;

/** What an archive says of the log. */
export type LogState = Omit<Manifest['log'], 'verifierKey'>;

/** Size and root of the log in this snapshot, computed from the bodies of the events, and its newest signed head. */
export async function readLogState(client: pg.ClientBase): Promise<LogState> {
  let frontier = EMPTY;
  await client.query('declare events no scroll cursor for select body from audit.event order by seq');
  for (;;) {
    const { rows } = await client.query<{ body: Buffer }>(`fetch ${BATCH} from events`);
    if (rows.length > 0)
      frontier = extend(
        frontier,
        rows.map(({ body }) => leafHash(body)),
      ).frontier;
    if (rows.length < BATCH) break;
  }
  await client.query('close events');
  const heads = await client.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1');
  return {
    events: frontier.size,
    root: Buffer.from(rootOf(frontier)).toString('base64'),
    checkpoint: heads.rows[0]?.note ?? null,
  };
}
