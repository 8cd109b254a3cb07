import { DIRECTORY_FIXTURES } from './directory.ts';
import { DOCUMENT_FIXTURES } from './documents.ts';
import { MAIL_FIXTURES } from './mail.ts';
import { OBLIGATION_FIXTURES } from './obligations.ts';
import { REFERENCE_FIXTURES } from './reference.ts';
import { TEXT_FIXTURES } from './texts.ts';
import type { Fixture } from './worlds.ts';

/*
 * The worlds in which the access test tries every role and verb. A new resource with a table needs one entry, in the
 * file of its part: which columns find its row, and for each state of affairs that its conditions speak about a row like
 * it. The test does the rest: it inserts the row, and tries to see, change, remove and insert its like as everybody.
 */

/** By resource. */
export const FIXTURES: Readonly<Record<string, Fixture>> = {
  ...REFERENCE_FIXTURES,
  ...DOCUMENT_FIXTURES,
  ...TEXT_FIXTURES,
  ...OBLIGATION_FIXTURES,
  ...DIRECTORY_FIXTURES,
  ...MAIL_FIXTURES,
};
