import { z } from 'zod';
import type { By, Reader } from '../../engines/obligations/index.ts';
import { hasRole } from '../../kernel/index.ts';
import { optional } from '../../platform/http/index.ts';
import type { Context } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';

/** In whose name and when the act of this request is done. */
export function byOf(ctx: Context): By {
  return { at: ctx.now, party: ctx.who.organisation, account: ctx.who.person };
}

/** Who reads, as far as words such as "overdue" depend on it. */
export function readerOf(ctx: Context): Reader {
  return { secretariat: hasRole(ctx.who, 'secretariat'), party: ctx.who.organisation };
}

/** Days of the Conference: outside these a year is a slip of the hand. */
const EARLIEST = '1990-01-01';
const LATEST = '2199-12-31';

/** A day as people write it, `15 nov 2016` or `2016-11-15`; it becomes `YYYY-MM-DD`. */
export function typedDate(): z.ZodType<string, string> {
  return z
    .string('http.input.missing')
    .trim()
    .min(1, 'http.input.missing')
    .max(40, 'http.input.date')
    .transform((typed, refinement) => {
      const day = parseTypedDate(typed);
      if (day.ok && day.value >= EARLIEST && day.value <= LATEST) return day.value;
      refinement.addIssue({ code: 'custom', message: day.ok ? 'http.input.date' : day.refusal.code });
      return z.NEVER;
    });
}

export function optionalTypedDate(): z.ZodType<string | undefined, string | undefined> {
  return optional(typedDate());
}
