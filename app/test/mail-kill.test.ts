import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestSite, testSite } from './site.ts';
import { type TestSmtp, testSmtp } from './smtp.ts';

/*
 * kill -9 of the sender at random moments while people are being told. Into the mailboxes inside Enlace every mail must
 * come exactly once. By SMTP every mail must arrive, and twice only where the server had taken it and the sender died
 * before it could note so; the test sees both sides and counts that window exactly.
 */

const KILLS = Number(process.env['ENLACE_KILLS'] ?? (process.env['CI'] === undefined ? 3 : 4));
const PROGRAM = join(import.meta.dirname, 'programs/mail-sender.ts');
const TOLD_EACH_LIFE = 12;
/** People of Honduras in the tests: each telling to that party is as many mails. */
const PEOPLE_TOLD = 3;

let site: TestSite;
let smtp: TestSmtp;
let child: ChildProcess | undefined;
let told = 0;

beforeEach(async () => {
  site = await testSite({ now: new Date().toISOString() });
  // A server that takes a moment to answer leaves its sender longer in doubt.
  smtp = await testSmtp({ delayMs: 15 });
  told = 0;
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await smtp.close();
  await site.close();
});

async function tellSome(count: number): Promise<void> {
  await site.act('secretariat', async (ctx) => {
    for (let n = 0; n < count; n += 1) {
      told += 1;
      await ctx.tell({
        to: { parties: ['HN'], accounts: ['honduras'] },
        kind: 'meetings.told.convened',
        urgency: 'now',
        route: 'meetings.detail',
        params: { code: 'EJEMPLO-1' },
        key: `k${told}`,
      });
    }
  });
}

async function start(smtpUrl: string): Promise<ChildProcess> {
  const begun = spawn(process.execPath, ['--import', 'tsx', PROGRAM, site.database.urls.app, smtpUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(begun.stdout, 'data');
  return begun;
}

/** Runs the sender under load and kills it, so many times; after each kill `look` sees what it left. */
async function killLoop(smtpUrl: string, look: () => Promise<void>): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await tellSome(TOLD_EACH_LIFE);
    child = await start(smtpUrl);
    const dies = once(child, 'exit');
    // From the first mail of this life on: what comes before is the start of a program.
    const before = await sentCount();
    while ((await sentCount()) === before) await sleep(10);
    const until = Date.now() + Math.random() * 250;
    while (Date.now() < until) {
      await tellSome(1);
      await sleep(Math.min(20, Math.max(0, until - Date.now())));
    }
    child.kill('SIGKILL');
    await dies;
    await sleep(100);
    await look();
  }
  child = await start(smtpUrl);
  await expect.poll(open, { timeout: 60_000, interval: 200 }).toBe(0);
  child.kill('SIGKILL');
}

/** What is told and not yet sent. */
async function open(): Promise<number> {
  const { rows } = await site.database.admin.pool.query<{ n: number }>(
    `select (select count(*) from platform.outbox where settled_at is null)::int
          + (select count(*) from platform.mail where state <> 'sent')::int as n`,
  );
  return rows[0]?.n ?? -1;
}

async function sentCount(): Promise<number> {
  return (await mailsIn('sent')).length;
}

async function mailsIn(state: string): Promise<readonly string[]> {
  const { rows } = await site.database.admin.pool.query<{ id: string }>(
    'select id from platform.mail where state = $1',
    [state],
  );
  return rows.map(({ id }) => id);
}

/** How often the log says that a mail was sent. */
async function sentInLog(): Promise<readonly number[]> {
  const { rows } = await site.database.admin.pool.query<{ n: number }>(
    `select count(*)::int as n from audit.event where convert_from(body, 'UTF8')::jsonb ->> 'act' = 'mail.sent'
     group by convert_from(body, 'UTF8')::jsonb ->> 'subject'`,
  );
  return rows.map(({ n }) => n);
}

test(`${KILLS} kill -9 of the sender: each mail comes into the mailboxes inside Enlace exactly once`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  await killLoop('', async () => undefined);
  expect(await mailsIn('sent')).toHaveLength(told * PEOPLE_TOLD);
  const log = await sentInLog();
  expect(log).toHaveLength(told * PEOPLE_TOLD);
  expect(log.every((times) => times === 1)).toBe(true);
});

test(`${KILLS} kill -9 of the sender: by SMTP each mail arrives, twice only if it was taken and the sender died knowing nothing of it`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  /** For each kill, the mails that the server had and the sender had not noted. */
  const inDoubt: string[] = [];
  const before = new Map<string, number>();
  await killLoop(smtp.url, async () => {
    const counts = smtp.counts();
    for (const id of await mailsIn('sending')) {
      const name = nameOf(id);
      if ((counts.get(name) ?? 0) > (before.get(name) ?? 0)) inDoubt.push(name);
    }
    before.clear();
    for (const [name, count] of counts) before.set(name, count);
  });
  const counts = smtp.counts();
  const sent = await mailsIn('sent');
  const again = [...counts].filter(([, count]) => count > 1);
  console.log(
    `mail kill loop: ${KILLS} kills, ${told * PEOPLE_TOLD} mails, ${sent.length} sent, ` +
      `${again.length} arrived more than once, ${inDoubt.length} taken and not noted at a kill`,
  );
  expect(sent).toHaveLength(told * PEOPLE_TOLD);
  expect(sent.filter((id) => !counts.has(nameOf(id)))).toEqual([]);
  expect(counts.size).toBe(sent.length);
  for (const [name, count] of counts) expect(count, name).toBe(1 + inDoubt.filter((one) => one === name).length);
  expect((await sentInLog()).every((times) => times === 1)).toBe(true);
});

/** The Message-ID of a mail. */
function nameOf(id: string): string {
  return `<${createHash('sha256').update(`enlace mail ${id}`).digest('hex').slice(0, 40)}@conferencia.invalid>`;
}
