import { randomUUID } from 'node:crypto';
import { CONFERENCE_ZONE } from '../../kernel/index.ts';
import type { Machinery } from '../http/index.ts';
import { asSystem } from './runner.ts';
import { lastDayOf } from './schedule.ts';

/**
 * Starts the jobs whose hour has come: the job and the note that its hour came are one transaction, so that neither a
 * crash nor a clock that jumps starts it twice or never. Of several hours that were missed only the last is made up for.
 */
export async function startScheduled(machinery: Machinery): Promise<number> {
  const now = machinery.clock.now();
  let started = 0;
  for (const { id, hour, job } of machinery.house.systems.flatMap((system) => system.schedules ?? [])) {
    const day = lastDayOf(hour, CONFERENCE_ZONE, now);
    started += await asSystem(machinery, async (db) => {
      const noted = await db
        .insertInto('platform.occurrence')
        .values({ schedule: id, day, at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (noted.numInsertedOrUpdatedRows !== 1n) return 0;
      await db
        .insertInto('platform.job')
        .values({
          id: randomUUID(),
          kind: job,
          payload: JSON.stringify({ day }),
          starter: null,
          lang: 'es',
          created_at: now,
          run_after: now,
        })
        .execute();
      return 1;
    });
  }
  return started;
}
