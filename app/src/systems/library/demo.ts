import {
  acknowledge,
  beginImport,
  classifyWork,
  findWorkById,
  listVersions,
  moveImport,
  noteOpened,
  sendWork,
  type Work,
  type WorkClass,
} from '../../engines/documents/index.ts';
import { addDays, CONFERENCE_ZONE, dayIn, LANGS, type Lang, type LocalDate, type Result } from '../../kernel/index.ts';
import type { Context, DemoTools } from '../../platform/system/index.ts';
import { EXAMPLE_WORKS, type ExampleWork, textOf } from './demo-texts.ts';
import { tellRecipients } from './distribution-routes.tsx';
import { READ_JOB } from './jobs.ts';
import { addFile, byOf, makeAvailable, proposeSymbol, type ReadFile, readFile, receive } from './operations.ts';
import { listNamedMeetings } from './store.ts';

/**
 * The library of the example conference: papers of some years in both languages, one of them in a second version, one
 * restricted; a distribution whose acknowledgements are not all in; and a paper of a delegation that waits for the
 * secretariat.
 */
export async function demo(tools: DemoTools): Promise<void> {
  const today = dayIn(CONFERENCE_ZONE, tools.now);
  const works: Work[] = [];
  for (const example of EXAMPLE_WORKS) works.push(await add(tools, example, addDays(today, -example.daysAgo)));
  const [plan, guide] = works;
  if (!plan || !guide) return;
  await newVersion(tools, guide, addDays(today, -20));
  await distribute(tools, plan, today);
  await tools.as('cr', noon(addDays(today, -1)), 'library.work-received', async (ctx) => {
    const file = await fileOf(
      'aporte-de-ejemplo.txt',
      'Aporte de ejemplo sobre el plan de trabajo\nTexto inventado que la Secretaría Técnica clasificará.',
    );
    await receive(ctx.db, [{ ...file, lang: 'es' }], {}, byOf(ctx));
  });
  await oldArchive(tools, noon(addDays(today, -1)));
}

/** An old archive that was uploaded and read, and waits for somebody to look at it. */
async function oldArchive(tools: DemoTools, at: Date): Promise<void> {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);
  const mime = 'text/plain; charset=utf-8';
  const files = [
    {
      path: '1999/CRM-1999-DEC-01_es.txt',
      mime,
      bytes: text('Declaración antigua de ejemplo\n12 de marzo de 1999. Texto inventado.'),
    },
    {
      path: '1999/CRM-1999-DEC-01_en.txt',
      mime,
      bytes: text('Old example declaration\nMarch 12, 1999. Invented text.'),
    },
    {
      path: '1999/foto.gif',
      refusal: { kind: 'invalid', code: 'files.image', details: { types: 'TXT, DOCX, DOC, PDF, XLSX' } },
    },
  ] as const;
  await tools.as('secretaria', at, 'library.archive-uploaded', async (ctx) => {
    const batch = await beginImport(ctx.db, { class: 'public', files }, byOf(ctx));
    const job = await ctx.enqueue(READ_JOB, { batch });
    await moveImport(ctx.db, batch, { state: 'reading', job });
  });
  await tools.settle();
}

async function add(tools: DemoTools, example: ExampleWork, dated: LocalDate): Promise<Work> {
  const files = await Promise.all(
    LANGS.map(async (lang): Promise<ReadFile & { readonly lang: Lang }> => {
      const name = `${example.body.toLowerCase()}-${dated}_${lang}.txt`;
      return { ...(await fileOf(name, textOf(example, lang, dated))), lang };
    }),
  );
  return await tools.as('secretaria', noon(dated), 'library.work-shown', async (ctx) => {
    const { id } = await receive(ctx.db, files, example.title, byOf(ctx));
    ctx.subject(id);
    const meeting = (await listNamedMeetings(ctx.db)).find(
      ({ body, startsOn }) => body === example.body && startsOn !== null,
    );
    const year = dated.slice(0, 4);
    const facts = {
      symbol: await proposeSymbol(ctx.db, { body: example.body, year, series: example.series }),
      titleEs: example.title.es,
      titleEn: example.title.en,
      body: example.body,
      meeting: example.class === 'delegations' ? (meeting?.id ?? null) : null,
      dated,
      class: example.class === 'delegations' && !meeting ? ('members' satisfies WorkClass) : example.class,
    };
    granted(await classifyWork(ctx.db, { id }, { facts, readers: example.readers ?? [], known: 1 }));
    return await shown(ctx, id);
  });
}

async function newVersion(tools: DemoTools, work: Work, day: LocalDate): Promise<void> {
  const text =
    'Guía de ejemplo, segunda versión\nTexto inventado: se corrigió el punto sobre la atención de niñas y niños no acompañados.';
  const file = await fileOf('guia-v2_es.txt', text);
  await tools.as('secretaria', noon(day), 'library.version-added', async (ctx) => {
    await addFile(ctx.db, work.id, { ...file, lang: 'es' }, byOf(ctx));
    const { symbol, title, body, meeting, dated, class: kind, version: known } = work;
    const facts = { symbol, titleEs: title.es ?? null, titleEn: title.en ?? null, body, meeting, dated, class: kind };
    granted(await classifyWork(ctx.db, work, { facts, readers: [], known }));
    await shown(ctx, work.id);
  });
}

/** Sent to the eleven with OIM five days ago; some have opened it, some have acknowledged it, most are pending. */
async function distribute(tools: DemoTools, work: Work, today: LocalDate): Promise<void> {
  const recipients = ['BZ', 'CA', 'CR', 'DO', 'GT', 'HN', 'MX', 'NI', 'OIM', 'PA', 'SV', 'US'];
  const acknowledgeBy = addDays(today, 5);
  const sent = await tools.as('secretaria', noon(addDays(today, -5)), 'library.work-sent', async (ctx) => {
    const versions = (await listVersions(ctx.db, work.id)).filter(({ state }) => state === 'available');
    const by = { account: ctx.who.person, at: ctx.now };
    const made = granted(await sendWork(ctx.db, work, { basis: 'parties', versions, recipients, acknowledgeBy }, by));
    ctx.subject(made.id);
    await tellRecipients(ctx, { id: made.id, code: work.code, acknowledgeBy }, recipients, 1);
    return { id: made.id, version: versions[0]?.id ?? '' };
  });
  for (const [account, days, answers] of [
    ['cr', 4, true],
    ['sv', 3, true],
    ['mx', 3, false],
    ['oim', 2, true],
    ['pa', 1, false],
  ] as const) {
    await tools.as(
      account,
      noon(addDays(today, -days)),
      answers ? 'library.acknowledged' : 'library.downloaded',
      async (ctx) => {
        ctx.subject(sent.id);
        const by = { party: ctx.who.organisation ?? '', account: ctx.who.person, at: ctx.now };
        await noteOpened(ctx.db, sent.version, by);
        if (answers) granted(await acknowledge(ctx.db, sent.id, by));
      },
    );
  }
}

async function shown(ctx: Context, id: string): Promise<Work> {
  const work = await findWorkById(ctx.db, id);
  if (!work) throw new Error('an example work is gone');
  granted(await makeAvailable(ctx.db, work, ctx.now));
  return (await findWorkById(ctx.db, id)) ?? work;
}

async function fileOf(name: string, text: string): Promise<ReadFile> {
  return granted(await readFile(name, new TextEncoder().encode(text)));
}

/** Noon in Costa Rica: the same day everywhere in the region. */
function noon(day: LocalDate): Date {
  return new Date(`${day}T18:00:00Z`);
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`example library: ${result.refusal.code}`);
  return result.value;
}
