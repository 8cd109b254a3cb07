import { storeDocument } from '../../engines/documents/index.ts';
import {
  addAgreement,
  answerReport,
  type By,
  confirmCandidate,
  dropObligation,
  editCandidate,
  findObligation,
  isWork,
  listOfMeeting,
  listOpenReports,
  markNoticesSeen,
  type ProgressKind,
  publishRegister,
  rejectCandidate,
  reportProgress,
  type SeenAgreement,
  setDue,
  supersedeAgreement,
  tieObligations,
} from '../../engines/obligations/index.ts';
import { addDays, CONFERENCE_ZONE, dayIn, type LocalDate, type Result } from '../../kernel/index.ts';
import type { Context, DemoTools } from '../../platform/system/index.ts';
import { byOf } from './operations.ts';
import { listMeetingNames, type MeetingName } from './store.ts';

/** English titles of the example's agreements, by words of their Spanish sentences. */
const TITLES: readonly (readonly [words: string, title: string])[] = [
  ['borrador de cuestionario', 'Send the draft questionnaire to the Member Countries'],
  ['observaciones al cuestionario', 'Send observations on the questionnaire'],
  ['plan para aplicarlo', 'Prepare a plan to apply the questionnaire'],
  ['redactará', 'Draft a note on the data that can be consulted'],
  ['condiciones en que puede participar', 'Study the conditions under which UNHCR can take part'],
  ['proyecto de protocolo', 'Take a draft protocol for assistance and return to the RCGM'],
  ['vigencia del mecanismo', 'Find out whether the earlier mechanism is in force'],
  ['requisitos de visa', 'Prepare a matrix of visa requirements by nationality'],
  ['buena práctica', 'Send one good practice in migration management'],
  ['qué información tienen disponible', 'Indicate what statistical information is available'],
  ['ajustará la matriz', 'Adjust the statistics matrix'],
  ['SIEMMES', 'Explore a collaboration with SIEMMES'],
  ['traducirá el estudio', 'Translate the study into English'],
  ['punto focal', 'Nominate a focal point for indicators'],
  ['reunión virtual', 'Convene a virtual meeting of focal points'],
  ['plan de trabajo', 'Present a work plan'],
  ['apoyo del SICA', 'Request the support of SICA'],
  ['propuesta por escrito', 'Present a written proposal on participation'],
  ['memoria del encuentro', 'Distribute the record of the gathering with civil society'],
  ['comentarios al glosario', 'Send comments on the glossary'],
];

const MEMBERS: readonly string[] = ['bz', 'ca', 'cr', 'do', 'gt', 'hn', 'mx', 'ni', 'pa', 'sv', 'us'];

/** The code of the agreement whose sentence contains these words. */
type CodeOf = (words: string) => string;

/**
 * What became of the example report: reviewed, published and followed for two years, with an agreement in every state
 * that the register knows. It goes after the example of `meetings`; without it there is nothing to tell.
 */
export async function demo(tools: DemoTools): Promise<void> {
  const today = dayIn(CONFERENCE_ZONE, tools.now);
  const meetings = await tools.as('secretaria', tools.now, 'agreements.listed', (ctx) => listMeetingNames(ctx.db));
  const agreed = meetings.filter((one) => one.body === 'RFE' && one.startsOn !== null && one.startsOn < today).at(-1);
  const later = meetings.find((one) => one.body === 'GRCM' && one.startsOn !== null && one.startsOn < today);
  const held = agreed?.startsOn ?? null;
  if (!agreed || held === null || later === undefined) return;
  await review(tools, agreed, held);
  const codes = await published(tools, agreed);
  await firstYear(tools, codes, held);
  await sinceThen(tools, codes, today, later);
}

/** Every candidate gets its decision; what is only thanks is rejected; then the register is published. */
async function review(tools: DemoTools, meeting: MeetingName, held: LocalDate): Promise<void> {
  await tools.as('secretaria', morning(held, 2), 'agreements.candidates-confirmed', async (ctx) => {
    for (const one of await listOfMeeting(ctx.db, meeting.code, ['candidate'])) {
      const en = TITLES.find(([words]) => one.quote.includes(words))?.[1] ?? null;
      if (!isWork(one.kind)) {
        must(await rejectCandidate(ctx.db, one, byOf(ctx)));
        continue;
      }
      const edit = {
        kind: one.kind,
        titleEs: one.title.es,
        titleEn: en,
        // The sentence names the members; the reader took the body that reports.
        responsible: one.quote.includes('apoyo del SICA') ? ['PM'] : one.responsible,
        recipients: one.recipients,
        nextForum: one.nextForum,
        due: null,
      };
      const edited = must(await editCandidate(ctx.db, one, edit, byOf(ctx)));
      must(await confirmCandidate(ctx.db, edited, byOf(ctx)));
    }
  });
  await tools.as('secretaria', morning(held, 9), 'agreements.published', async (ctx) =>
    must(await publishRegister(ctx.db, meeting.code, ctx.today, byOf(ctx))),
  );
}

async function published(tools: DemoTools, meeting: MeetingName): Promise<CodeOf> {
  const all = await tools.as('secretaria', tools.now, 'agreements.listed', (ctx) =>
    listOfMeeting(ctx.db, meeting.code, ['open']),
  );
  return (words) => {
    const code = all.find((one) => one.quote.includes(words))?.code;
    if (code === undefined || code === null) throw new Error(`the example register has no agreement on "${words}"`);
    return code;
  };
}

/** The first months: most deliver, some do not. */
async function firstYear(tools: DemoTools, of: CodeOf, held: LocalDate): Promise<void> {
  const deliver = deliverer(tools, held);
  await tie(tools, held, of('plan para aplicarlo'), of('observaciones al cuestionario'));
  await deliver(['secretaria'], 30, of('memoria del encuentro'), 'Memoria de ejemplo enviada a las once delegaciones.');
  await deliver(
    ['secretaria'],
    60,
    of('borrador de cuestionario'),
    'Borrador de ejemplo enviado a los Países Miembros.',
  );
  await deliver(['mx'], 75, of('ajustará la matriz'), 'Matriz ajustada con las sugerencias de cuatro países.');
  await deliver(
    ['secretaria'],
    90,
    of('reunión virtual'),
    'Reunión virtual de ejemplo celebrada con nueve puntos focales.',
  );
  await deliver(
    ['secretaria'],
    95,
    of('vigencia del mecanismo'),
    'La Secretaría Técnica de la OCAM informó que el mecanismo no se aplica.',
  );
  await deliver(MEMBERS, 110, of('buena práctica'), 'Buena práctica de ejemplo, en una página.');
  await deliver(
    MEMBERS.filter((key) => key !== 'bz' && key !== 'ni'),
    40,
    of('punto focal'),
    'Punto focal de ejemplo nominado.',
  );
  await deliver(
    ['ca', 'cr', 'do', 'gt', 'hn', 'mx', 'pa'],
    58,
    of('comentarios al glosario'),
    'Comentarios de ejemplo al glosario.',
  );
  await deliver(
    ['ca', 'cr', 'gt', 'mx', 'us'],
    85,
    of('observaciones al cuestionario'),
    'Observaciones de ejemplo al cuestionario.',
  );
  await date(
    tools,
    morning(held, 100),
    of('traducirá el estudio'),
    addDays(held, 200),
    'Fecha de ejemplo convenida con la OIM.',
  );
  for (const key of ['secretaria', ...MEMBERS, 'oim', 'acnur', 'rrocm']) await seeNews(tools, key, morning(held, 120));
}

/** Since the later meeting: its decisions, and what is going on now. */
async function sinceThen(tools: DemoTools, of: CodeOf, today: LocalDate, later: MeetingName): Promise<void> {
  const at = (daysAgo: number): Date => morning(today, -daysAgo);
  await tools.as('secretaria', at(380), 'agreements.dropped', async (ctx) => {
    const seen = await seenOf(ctx, of('SIEMMES'));
    const decision = { meeting: later.code, reason: 'Decisión de ejemplo: los datos ya se reciben por otra vía.' };
    must(await dropObligation(ctx.db, seen, decision, byOf(ctx)));
  });
  await tools.as('secretaria', at(375), 'agreements.superseded', async (ctx) => {
    const seen = await seenOf(ctx, of('proyecto de protocolo'));
    const successor = {
      code: of('plan de trabajo'),
      reason: 'El protocolo de ejemplo pasó a ser un capítulo del plan de trabajo.',
    };
    must(await supersedeAgreement(ctx.db, seen, byOf(ctx), successor));
  });
  await send(tools, 'sv', at(60), of('redactará'), 'delivered', 'Nota de ejemplo en su primera versión.', true);
  await answer(tools, at(55), of('redactará'), 'returned', 'Falta decir quién consulta y con qué motivo.');
  await date(tools, at(55), of('redactará'), addDays(today, 12), 'Fecha de ejemplo convenida con El Salvador.');
  await send(
    tools,
    'acnur',
    at(40),
    of('condiciones en que puede participar'),
    'progress',
    'Estudio de ejemplo en consulta interna.',
  );
  await answer(tools, at(38), of('condiciones en que puede participar'), 'accepted');
  await date(
    tools,
    at(30),
    of('traducirá el estudio'),
    addDays(today, 60),
    'Prórroga de ejemplo: el estudio se actualizó antes de traducirlo.',
  );
  await date(
    tools,
    at(30),
    of('qué información tienen disponible'),
    addDays(today, 25),
    'Fecha de ejemplo: un mes antes de la reunión.',
  );
  for (const key of ['cr', 'hn', 'pa']) {
    await send(
      tools,
      key,
      at(12),
      of('qué información tienen disponible'),
      'delivered',
      'Cuadro de disponibilidad de ejemplo.',
    );
  }
  await answer(tools, at(10), of('qué información tienen disponible'), 'accepted');
  await send(
    tools,
    'hn',
    at(8),
    of('observaciones al cuestionario'),
    'extension_request',
    'Pedimos más tiempo: la consulta interna de ejemplo sigue abierta.',
  );
  await send(
    tools,
    'secretaria',
    at(5),
    of('requisitos de visa'),
    'progress',
    'Matriz de ejemplo con las respuestas de seis países.',
  );
  await send(
    tools,
    'rrocm',
    at(3),
    of('propuesta por escrito'),
    'delivered',
    'Propuesta de ejemplo por escrito.',
    true,
  );
  for (const key of ['cr', 'hn']) await seeNews(tools, key, at(40));
  await tools.as('secretaria', at(2), 'agreements.entered', async (ctx) =>
    must(
      await addAgreement(
        ctx.db,
        {
          meetingCode: later.code,
          lang: 'es',
          quote: 'Se acordó que la Secretaría Técnica presente un calendario de reuniones virtuales.',
          kind: 'agreement',
          titleEs: 'Presentar un calendario de reuniones virtuales',
          titleEn: 'Present a calendar of virtual meetings',
          responsible: ['ST'],
          via: [],
          support: [],
          presenter: [],
          recipients: ['PM'],
          nextForum: 'GRCM',
          rule: { type: 'none' },
          deadlineAsWritten: null,
          due: null,
        },
        byOf(ctx),
      ),
    ),
  );
}

type Deliver = (accounts: readonly string[], day: number, code: string, words: string) => Promise<void>;

/** Each account delivers within a week of that day after the meeting, the first with a file; all are accepted. */
function deliverer(tools: DemoTools, held: LocalDate): Deliver {
  return async (accounts, day, code, words) => {
    for (const [index, account] of accounts.entries()) {
      await send(tools, account, morning(held, day + (index % 6)), code, 'delivered', words, index === 0);
      await answer(tools, morning(held, day + 7), code, 'accepted');
    }
  };
}

async function send(
  tools: DemoTools,
  account: string,
  at: Date,
  code: string,
  kind: ProgressKind,
  body: string,
  withFile = false,
): Promise<void> {
  await tools.as(account, at, 'agreements.reported', async (ctx) => {
    const party = ctx.who.organisation ?? '';
    const evidence = withFile ? [await keepExample(ctx, party, code, body, byOf(ctx))] : [];
    must(await reportProgress(ctx.db, code, { kind, body, lang: 'es', party, evidence }, byOf(ctx)));
  });
}

async function keepExample(ctx: Context, party: string, code: string, body: string, by: By): Promise<string> {
  const bytes = new TextEncoder().encode(`Documento de ejemplo, ${code}\n\n${body}\n`);
  const stored = await storeDocument(ctx.db, {
    kind: 'evidence',
    name: `${code}-${party}-ejemplo.txt`,
    lang: 'es',
    bytes,
    mime: 'text/plain',
    ownerParty: party,
    class: 'owner',
    account: by.account,
    at: by.at,
  });
  return must(stored).id;
}

/** Answers the oldest report on an agreement that still waits. */
async function answer(
  tools: DemoTools,
  at: Date,
  code: string,
  verdict: 'accepted' | 'returned',
  words?: string,
): Promise<void> {
  await tools.as('secretaria', at, 'agreements.report-answered', async (ctx) => {
    const open = (await listOpenReports(ctx.db, 100)).find((one) => one.code === code);
    if (!open) throw new Error(`the example register has no report on ${code}`);
    must(await answerReport(ctx.db, code, open.id, { verdict, answer: words }, byOf(ctx)));
  });
}

async function date(tools: DemoTools, at: Date, code: string, to: LocalDate, reason: string): Promise<void> {
  await tools.as('secretaria', at, 'agreements.dated', async (ctx) =>
    must(await setDue(ctx.db, await seenOf(ctx, code), { to, reason }, byOf(ctx))),
  );
}

async function tie(tools: DemoTools, held: LocalDate, code: string, other: string): Promise<void> {
  await tools.as('secretaria', morning(held, 10), 'agreements.tied', async (ctx) =>
    must(await tieObligations(ctx.db, code, other, 'accepted', byOf(ctx))),
  );
}

async function seeNews(tools: DemoTools, account: string, at: Date): Promise<void> {
  await tools.as(account, at, 'home.notices-marked', (ctx) =>
    markNoticesSeen(ctx.db, ctx.who.organisation ?? '', ctx.now, ctx.now),
  );
}

async function seenOf(ctx: Context, code: string): Promise<SeenAgreement> {
  const found = await findObligation(ctx.db, { code });
  return { code, version: found?.version ?? 0 };
}

/** Ten in the morning in Costa Rica, so many days after. */
function morning(day: LocalDate, daysAfter: number): Date {
  return new Date(`${addDays(day, daysAfter)}T16:00:00Z`);
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the example conference was refused: ${result.refusal.code}`);
  return result.value;
}
