/* A program that turns what was told into mail and sends it, on a database and an SMTP server of a test, until killed. */

import { auditLog } from '../../src/platform/audit/index.ts';
import { connect } from '../../src/platform/database/index.ts';
import type { Machinery } from '../../src/platform/http/index.ts';
import { mailRoom, smtpTransport } from '../../src/platform/mail/index.ts';
import { assemble } from '../../src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../../src/systems/index.ts';
import { ORIGIN, PEOPLE } from '../site.ts';

const [url = '', smtp = ''] = process.argv.slice(2);
const FROM = 'enlace@conferencia.invalid';

const database = connect(url, { log: () => undefined });
const machinery = {
  house: assemble(SYSTEMS, FLOORS),
  database,
  audit: auditLog(database),
  clock: { now: () => new Date() },
  session: {
    accounts: { recoveries: async () => [] },
    everyone: async () => Object.values(PEOPLE).map((who) => ({ who, email: `${who.person}@ejemplo.invalid` })),
  },
  exampleMode: true,
  fault: (error: unknown) => {
    console.error(error);
    return 'test';
  },
} as unknown as Machinery;

const transport = smtp === '' ? undefined : smtpTransport({ url: smtp, from: FROM, timeoutMs: 5000 });
const room = mailRoom(machinery, { transport, origin: ORIGIN, from: FROM, firstDigestAtOnce: false });
process.stdout.write('ready\n');
for (;;) {
  await room.settle();
  await new Promise((resolve) => setTimeout(resolve, 5));
}
