import {
  DEFAULT_LEXICON,
  type Lexicon,
  type Reading,
  type Party as ReadParty,
  withParties,
  withWords,
} from '@enlace/minutes';
import { setDocumentLang, widenDocument } from '../../engines/documents/index.ts';
import { listOfText, listParties, recordCandidates } from '../../engines/obligations/index.ts';
import {
  createReport,
  findReportFrom,
  findReportOf,
  listBlocks,
  type TextHead,
  writeExpression,
} from '../../engines/texts/index.ts';
import { ok, otherLang, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { runParser } from '../../platform/files/index.ts';
import type { Context } from '../../platform/system/index.ts';
import { eventOf, type Meeting, reportSymbol } from './meeting.ts';
import {
  alignTranslation,
  blocksOf,
  candidatesOf,
  FURTHER_NAMES,
  meetingOf,
  type PartyName,
  partyFinder,
} from './reading.ts';
import type { ReadAnswer, ReadOptions } from './report-parser.ts';
import { stateWithReport } from './states.ts';
import {
  findMeetingById,
  listBodies,
  listDelegations,
  listInvited,
  listReadingAliases,
  listReadingWords,
  replaceDelegations,
  rollOf,
  setMeetingStatus,
  takenSymbols,
} from './store.ts';

/** What the reader of reports needs to know of the Conference: its parties and the names the secretariat added. */
export interface ReadingKnowledge {
  readonly lexicon: Lexicon;
  readonly find: (name: string) => string | undefined;
  readonly isBody: (code: string) => boolean;
}

/** The word lists with the secretariat's own names, and the way from names back to codes. */
export async function readingKnowledge(db: Transaction): Promise<ReadingKnowledge> {
  const parties = [...(await listParties(db)).values()];
  const bodies = new Set((await listBodies(db)).map((body) => body.code));
  const aliases = await listReadingAliases(db);
  const names: readonly PartyName[] = [
    ...parties.map((party) => ({
      code: party.code,
      names: [party.name.es, party.name.en, party.short.es, party.short.en],
    })),
    ...FURTHER_NAMES,
  ];
  const find = partyFinder(names);
  const added = aliases.map(({ alias, canonical }): ReadParty => {
    const party = parties.find((one) => one.code === find(canonical));
    const kind = KINDS[party?.kind ?? 'organisation'] ?? 'organisation';
    return { kind, es: party?.short.es ?? canonical, en: party?.short.en ?? canonical, aliases: [alias] };
  });
  return {
    lexicon: withWords(withParties(DEFAULT_LEXICON, added), await listReadingWords(db)),
    find,
    isBody: (code) => bodies.has(code),
  };
}

const KINDS: Readonly<Record<string, ReadParty['kind']>> = {
  country: 'country',
  organisation: 'organisation',
  civil_society: 'organisation',
  secretariat: 'secretariat',
  body: 'forum',
  group: 'group',
};

/** What an import brought. */
export interface Imported {
  readonly text: string;
  readonly paragraphs: number;
  /** Proposals for the register; 0 when the report agrees nothing, or was a translation. */
  readonly candidates: number;
  /** For a report in the other language: paragraphs left without a counterpart, on both sides. */
  readonly unmatched: { readonly missing: number; readonly surplus: number } | null;
}

/** A report that was read, on its way into the register. */
export interface ReadReport {
  readonly meeting: Meeting;
  readonly document: string;
  readonly reading: Reading;
  readonly knowledge: ReadingKnowledge;
  readonly account: string | null;
  readonly now: Date;
}

/**
 * Takes a report that was read into the meeting: paragraphs, who was there, and proposals that only the secretariat
 * sees. A meeting that has the report in the other language gets the translation instead. Doing it twice does nothing.
 */
export async function importReport(db: Transaction, read: ReadReport): Promise<Result<Imported>> {
  const elsewhere = await findReportFrom(db, [read.document]);
  if (elsewhere && elsewhere.meeting !== read.meeting.id) return refuse('conflict', 'meetings.refusal.read-elsewhere');
  const existing = await findReportOf(db, read.meeting.id);
  await setDocumentLang(db, read.document, read.reading.language);
  if (existing && existing.sourceDocument !== read.document) return await importTranslation(db, read, existing);
  const blocks = blocksOf(read.reading);
  if (blocks.length === 0) return refuse('invalid', 'meetings.file.empty');
  const made = existing
    ? ok({ text: existing.id, blocks: new Map<string, string>() })
    : await createReport(db, {
        meeting: read.meeting.id,
        lang: read.reading.language,
        symbol: reportSymbol(read.meeting, await takenSymbols(db)),
        sourceDocument: read.document,
        blocks,
        account: read.account,
        at: read.now,
      });
  if (!made.ok) return made;
  if (existing) {
    const candidates = (await listOfText(db, existing.id)).length;
    return ok({ text: existing.id, paragraphs: blocks.length, candidates, unmatched: null });
  }
  await noteParticipants(db, read);
  await setMeetingStatus(db, read.meeting.id, stateWithReport('draft'));
  const { find, isBody } = read.knowledge;
  const candidates = await recordCandidates(db, {
    meeting: read.meeting.id,
    text: made.value.text,
    lang: read.reading.language,
    candidates: candidatesOf(read.reading, made.value.blocks, find, isBody),
    now: read.now,
    account: read.account,
  });
  return ok({ text: made.value.text, paragraphs: blocks.length, candidates, unmatched: null });
}

/** The same report in the other language: each paragraph becomes the translation of its counterpart. */
async function importTranslation(db: Transaction, read: ReadReport, text: TextHead): Promise<Result<Imported>> {
  const lang = read.reading.language;
  if (lang === text.originalLang) return refuse('conflict', 'texts.report-exists');
  const blocks = await listBlocks(db, text.id);
  const { translations, missing, surplus } = alignTranslation(blocks, blocksOf(read.reading));
  if (translations.length * 2 < blocks.length) return refuse('conflict', 'meetings.refusal.other-structure');
  const known = new Map(blocks.map((block) => [block.id, block]));
  for (const { block, content } of translations) {
    const version = known.get(block)?.words[lang]?.version ?? 0;
    const translates = known.get(block)?.words[otherLang(lang)]?.version;
    const { account, now: at } = read;
    const written = await writeExpression(db, {
      text: text.id,
      block,
      lang,
      content,
      known: version,
      translates,
      account,
      at,
    });
    if (!written.ok) return written;
  }
  return ok({ text: text.id, paragraphs: translations.length, candidates: 0, unmatched: { missing, surplus } });
}

/** Who was there, as the report says it; members that it does not name were absent and are still asked. */
async function noteParticipants(db: Transaction, read: ReadReport): Promise<void> {
  const { meeting, reading, knowledge } = read;
  if ((await listDelegations(db, meeting.id)).length > 0) return;
  const { participants } = meetingOf(reading, knowledge.find, knowledge.isBody);
  if (participants.length === 0) return;
  const day = meeting.startsOn ?? read.now.toISOString().slice(0, 10);
  const roll = await rollOf(db, meeting.body, day);
  const present = new Set(participants);
  await replaceDelegations(
    db,
    meeting.id,
    roll
      .filter((one) => present.has(one.party) || one.capacity === 'member')
      .map(({ party, capacity }) => ({ party, capacity, attended: present.has(party) })),
  );
}

/** A published report's source is for everybody who may read the report. */
export async function showSource(db: Transaction, document: string | null): Promise<void> {
  if (document !== null) await widenDocument(db, document, 'members');
}

/** The entry of the parsers' thread: beside the sources, or beside the bundle that this became part of. */
const PARSER_WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../parser-worker.ts', import.meta.url)
  : new URL('./parser-worker.js', import.meta.url);

/**
 * Reads a file as a report, in a thread of its own. What cannot be read is refused with a sentence that says what to
 * do; a file that takes too long or too much memory is stopped.
 */
export async function readReportFile(bytes: Uint8Array, options: ReadOptions): Promise<Result<Reading>> {
  const answer = await runParser<ReadAnswer>({ entry: PARSER_WORKER, parser: 'report', bytes, options });
  if (!answer.ok) return answer;
  const { value } = answer;
  return value.ok ? ok(value.reading) : refuse('invalid', `meetings.file.${value.code}`);
}

// Who is told what about a meeting, by mail. An invitation brings the entry for the calendar; the page has the rest.

/** A meeting was convened: the members of its body are invited. */
export async function invite(ctx: Context, meeting: string): Promise<void> {
  await send(ctx, meeting, 'meetings.told.convened');
}

/** Those invited get the entry as it is now; a meeting that lost its date leaves their calendars. */
export async function inviteAgain(ctx: Context, before: Meeting): Promise<void> {
  const after = await findMeetingById(ctx.db, before.id);
  if (after?.startsOn === null) await takeBack(ctx, before, after.version, 'meetings.told.postponed');
  else await send(ctx, before.id, 'meetings.told.changed');
}

/** A meeting that had been convened does not take place. */
export async function callOff(ctx: Context, before: Meeting): Promise<void> {
  await takeBack(ctx, before, before.version + 1, 'meetings.told.cancelled');
}

/** The agenda can be read: in the summary, since nobody must drop anything for it. */
export async function tellOfAgenda(ctx: Context, meeting: Meeting): Promise<void> {
  await ctx.tell({
    to: { parties: await listInvited(ctx.db, meeting, meeting.startsOn ?? ctx.today) },
    kind: 'meetings.told.agenda',
    urgency: 'digest',
    route: 'meetings.detail',
    params: { code: meeting.code },
    key: `${meeting.id}:${meeting.version}`,
  });
}

async function send(ctx: Context, id: string, kind: string): Promise<void> {
  const meeting = await findMeetingById(ctx.db, id);
  const event = meeting && eventOf(meeting);
  if (!event) return;
  await ctx.tell({ ...(await about(ctx, meeting, meeting.version)), kind, invitation: { method: 'request', event } });
}

async function takeBack(ctx: Context, before: Meeting, version: number, kind: string): Promise<void> {
  const event = eventOf(before);
  if (!event) return;
  await ctx.tell({
    ...(await about(ctx, before, version)),
    kind,
    invitation: { method: 'cancel', event: { ...event, status: 'cancelled' } },
  });
}

async function about(ctx: Context, meeting: Meeting, version: number) {
  return {
    to: { parties: await listInvited(ctx.db, meeting, meeting.startsOn ?? ctx.today) },
    urgency: 'now',
    route: 'meetings.detail',
    params: { code: meeting.code },
    key: `${meeting.id}:${version}`,
  } as const;
}
