import { z } from 'zod';
import { listParties } from '../../engines/obligations/index.ts';
import {
  addBlock,
  BLOCK_KINDS,
  decideComment,
  listBlocks,
  listComments,
  listVersions,
  moveBlock,
  proposeWords,
  removeBlock,
  type TextBlock,
  type TextHead,
  writeExpression,
} from '../../engines/texts/index.ts';
import { LANGS, type Lang, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, code, id, integer, optional, optionalText, text } from '../../platform/http/index.ts';
import { type Context, command, page, type Route } from '../../platform/system/index.ts';
import type { Meeting } from './meeting.ts';
import { newParagraphView, paragraphView } from './pages/paragraph.tsx';
import { reportAt, rightsOn } from './report-routes.tsx';

const version = integer({ min: 0, max: 1_000_000 });

async function paragraphAt(
  ctx: Context,
  address: string,
  block: string,
): Promise<Result<{ readonly meeting: Meeting; readonly text: TextHead; readonly block: TextBlock }>> {
  const report = await reportAt(ctx, address);
  if (!report.ok) return report;
  const found = (await listBlocks(ctx.db, report.value.text.id)).find((one) => one.id === block);
  return found ? ok({ ...report.value, block: found }) : refuse('not-found', 'http.not-found');
}

const paragraph = page({
  id: 'meetings.paragraph',
  path: { es: '/reuniones/:code/informe/parrafo/:block', en: '/meetings/:code/report/paragraph/:block' },
  permission: 'text.read',
  audit: 'meetings.paragraph-opened',
  input: z.strictObject({ code: code(), block: id() }),
  async load(ctx, input) {
    const found = await paragraphAt(ctx, input.code, input.block);
    if (!found.ok) return found;
    const { text: head, block } = found.value;
    const parties = await listParties(ctx.db);
    return ok({
      ...found.value,
      versions: await listVersions(ctx.db, block.id),
      comments: (await listComments(ctx.db, head.id)).filter((comment) => comment.block === block.id),
      parties: new Map([...parties.values()].map((party) => [party.code, party.name[ctx.lang]])),
      can: rightsOn(ctx, head),
    });
  },
  view: paragraphView,
});

const write = command({
  id: 'meetings.paragraph-write',
  path: { es: '/reuniones/:code/informe/parrafo/:block', en: '/meetings/:code/report/paragraph/:block' },
  permission: 'text.write',
  audit: 'meetings.paragraph-written',
  input: z.strictObject({
    code: code(),
    block: id(),
    textlang: choice(['es', 'en']),
    content: text(20_000),
    version,
    original: version,
  }),
  back: 'meetings.paragraph',
  async run(ctx, input) {
    const found = await paragraphAt(ctx, input.code, input.block);
    if (!found.ok) return found;
    const written = await writeExpression(ctx.db, {
      text: found.value.text.id,
      block: input.block,
      lang: input.textlang,
      content: input.content,
      known: input.version,
      translates: input.original,
      account: ctx.who.person,
      at: ctx.now,
    });
    return written.ok ? ok({ ...written.value, code: found.value.meeting.code, block: input.block }) : written;
  },
  then: (ctx, done) => ({
    to: `${ctx.url('meetings.report', { code: done.code })}#b-${done.block}`,
    say: 'meetings.said.saved',
  }),
  api: {
    path: '/meetings/:code/report/paragraphs/:block',
    output: z.object({ version: z.number(), changed: z.boolean() }),
    from: (done) => done,
  },
});

const arrange = command({
  id: 'meetings.paragraph-arrange',
  path: { es: '/reuniones/:code/informe/parrafo/:block/orden', en: '/meetings/:code/report/paragraph/:block/order' },
  permission: 'text.write',
  audit: 'meetings.paragraph-arranged',
  input: z.strictObject({ code: code(), block: id(), version, act: choice(['up', 'down', 'remove']) }),
  back: 'meetings.paragraph',
  async run(ctx, input) {
    const found = await paragraphAt(ctx, input.code, input.block);
    if (!found.ok) return found;
    const { text: head, meeting } = found.value;
    if (head.version !== input.version) return refuse('conflict', 'http.changed-meanwhile');
    const done =
      input.act === 'remove'
        ? await removeBlock(ctx.db, head.id, input.block, ctx.now)
        : await moveBlock(ctx.db, head.id, input.block, input.act);
    return done.ok ? ok({ code: meeting.code, block: input.block, removed: input.act === 'remove' }) : done;
  },
  then: (ctx, done) => ({
    to: `${ctx.url('meetings.report', { code: done.code })}${done.removed ? '' : `#b-${done.block}`}`,
    say: done.removed ? 'meetings.said.removed' : 'meetings.said.saved',
  }),
});

const newParagraph = page({
  id: 'meetings.paragraph-new',
  path: { es: '/reuniones/:code/informe/agregar', en: '/meetings/:code/report/add' },
  permission: 'text.write',
  audit: 'meetings.paragraph-new-opened',
  input: z.strictObject({ code: code(), after: optional(id()) }),
  async load(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const blocks = await listBlocks(ctx.db, found.value.text.id);
    return ok({ ...found.value, after: blocks.find((block) => block.id === input.after) ?? null });
  },
  view: newParagraphView,
});

const addParagraph = command({
  id: 'meetings.paragraph-add',
  path: { es: '/reuniones/:code/informe/agregar', en: '/meetings/:code/report/add' },
  permission: 'text.write',
  audit: 'meetings.paragraph-added',
  input: z.strictObject({
    code: code(),
    after: optional(id()),
    version,
    kind: choice(BLOCK_KINDS),
    es: optionalText(20_000),
    en: optionalText(20_000),
  }),
  back: 'meetings.paragraph-new',
  async run(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { text: head, meeting } = found.value;
    if (head.version !== input.version) return refuse('conflict', 'http.changed-meanwhile');
    if (input[head.originalLang] === undefined)
      return refuseFields('http.input', { [head.originalLang]: 'http.input.missing' });
    const words: Partial<Record<Lang, string>> = {};
    for (const lang of LANGS) {
      const content = input[lang];
      if (content !== undefined) words[lang] = content;
    }
    const added = await addBlock(ctx.db, {
      text: head.id,
      after: input.after ?? null,
      kind: input.kind,
      words,
      account: ctx.who.person,
      at: ctx.now,
    });
    return added.ok ? ok({ code: meeting.code, block: added.value.id }) : added;
  },
  then: (ctx, done) => ({
    to: `${ctx.url('meetings.report', { code: done.code })}#b-${done.block}`,
    say: 'meetings.said.saved',
  }),
});

const propose = command({
  id: 'meetings.propose',
  path: {
    es: '/reuniones/:code/informe/parrafo/:block/propuestas',
    en: '/meetings/:code/report/paragraph/:block/proposals',
  },
  permission: 'text-comment.propose',
  audit: 'meetings.words-proposed',
  input: z.strictObject({
    code: code(),
    block: id(),
    textlang: choice(['es', 'en']),
    proposed: optionalText(20_000),
    body: text(4_000),
  }),
  back: 'meetings.paragraph',
  async run(ctx, input) {
    const found = await paragraphAt(ctx, input.code, input.block);
    if (!found.ok) return found;
    const { organisation } = ctx.who;
    if (organisation === null) return refuse('forbidden', 'http.forbidden');
    const proposed = await proposeWords(ctx.db, {
      text: found.value.text.id,
      block: input.block,
      lang: input.textlang,
      party: organisation,
      body: input.body,
      proposed: input.proposed ?? null,
      account: ctx.who.person,
      at: ctx.now,
    });
    return proposed.ok ? ok({ ...proposed.value, code: found.value.meeting.code, block: input.block }) : proposed;
  },
  then: (ctx, done) => ({
    to: `${ctx.url('meetings.paragraph', { code: done.code, block: done.block })}#c-${done.id}`,
    say: 'meetings.said.proposed',
  }),
  api: {
    path: '/meetings/:code/report/paragraphs/:block/proposals',
    output: z.object({ id: z.string() }),
    from: (done) => done,
  },
});

const decide = command({
  id: 'meetings.decide',
  path: {
    es: '/reuniones/:code/informe/parrafo/:block/resolver',
    en: '/meetings/:code/report/paragraph/:block/decide',
  },
  permission: 'text-comment.decide',
  audit: 'meetings.proposal-decided',
  input: z.strictObject({
    code: code(),
    block: id(),
    comment: id(),
    decision: choice(['accept', 'decline']),
    reason: optionalText(1_000),
  }),
  back: 'meetings.paragraph',
  async run(ctx, input) {
    const found = await paragraphAt(ctx, input.code, input.block);
    if (!found.ok) return found;
    const decided = await decideComment(ctx.db, {
      text: found.value.text.id,
      comment: input.comment,
      accept: input.decision === 'accept',
      reason: input.reason ?? null,
      account: ctx.who.person,
      at: ctx.now,
    });
    return decided.ok ? ok({ code: found.value.meeting.code, block: input.block }) : decided;
  },
  then: (ctx, done) => ({
    to: ctx.url('meetings.paragraph', { code: done.code, block: done.block }),
    say: 'meetings.said.decided',
  }),
});

/** One paragraph of a report: its words in both languages, its place, what delegations say about it. */
export const paragraphRoutes: readonly Route[] = [
  paragraph,
  write,
  arrange,
  newParagraph,
  addParagraph,
  propose,
  decide,
];
