import type { ActorFinder } from './actors.ts';
import { parseDay } from './deadlines/calendar.ts';
import { findWrittenDates } from './deadlines/find.ts';
import type { Lexicon, Words } from './lexicon/lexicon.ts';
import type { Node } from './tree.ts';
import type { Header, Language } from './types.ts';
import { wordsOf } from './words.ts';

/** The head of a report: where title, place, date and participants are looked for. */
const HEAD_BLOCKS = 14;

const MEETING = /reuni[oó]n|reunid[oa]s|celebrad|sesi[oó]n|encuentro|fecha|meeting|held|session|date of/iu;
const LABELLED_PLACE = /^(?:lugar|sede|venue|place|location)\s*:\s*(.{3,80})$/iu;
const PARTICIPANTS =
  /(?:^(?:participantes|asistentes|presentes|países participantes|asistencia|present|participants|attendees|members present|in attendance|attended by)\s*:\s*|con la (?:participación|asistencia|presencia) de(?: (?:los|las) (?:representantes|delegaciones|delegados))?(?: de)?[,:]?\s*|(?:delegates|representatives|delegations) (?:from|of)\s+|attended by (?:delegates from |representatives of )?|estuvieron presentes(?: las delegaciones de)?\s+|participaron(?: (?:las )?delegaciones de)?\s+)/iu;

const GENERIC = /^(?:meeting|session|reunión|sesión|encuentro|conference|conferencia|summit|cumbre|workshop|taller)$/iu;
const LOW = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'el',
  'y',
  'e',
  'para',
  'sobre',
  'of',
  'the',
  'on',
  'for',
  'and',
  'to',
  'in',
  'en',
  'al',
  'a',
  'contra',
]);

/** "Meeting" alone names nobody; a name in capitals is given as names are written. */
function properName(name: string | null): string | null {
  if (name === null || GENERIC.test(name)) return null;
  if (!/\s/u.test(name) || name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .split(' ')
    .map((word, k) => (k > 0 && LOW.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

/** A point of the report may name the date of the next meeting. */
const FUTURE =
  /(?<![\p{L}\p{M}])(?:will|shall|será|se celebrará|tendrá lugar|a más tardar|antes de|no later than|by)(?![\p{L}\p{M}])/iu;

const UNITS = [
  'cero',
  'uno',
  'dos',
  'tres',
  'cuatro',
  'cinco',
  'seis',
  'siete',
  'ocho',
  'nueve',
  'diez',
  'once',
  'doce',
  'trece',
  'catorce',
  'quince',
  'dieciséis',
  'diecisiete',
  'dieciocho',
  'diecinueve',
  'veinte',
  'veintiuno',
  'veintidós',
  'veintitrés',
  'veinticuatro',
  'veinticinco',
  'veintiséis',
  'veintisiete',
  'veintiocho',
  'veintinueve',
  'treinta',
] as const;

function numberInWords(text: string): number {
  const plain = text.toLowerCase().trim();
  if (/^\d+$/.test(plain)) return Number(plain);
  const [tens = '', unit] = plain.split(/\s+y\s+/u);
  const value = (UNITS as readonly string[]).indexOf(tens === 'primero' ? 'uno' : tens);
  return unit === undefined ? value : value + Math.max(0, (UNITS as readonly string[]).indexOf(unit));
}

/** "catorce de junio de dos mil diecinueve", as notarial minutes write it. */
function dateInWords(text: string, words: Words): { readonly start: number; readonly day: string } | null {
  const match =
    /(?<![\p{L}\p{M}])(\d{1,2}|\p{L}+(?:\s+y\s+un[oa]?)?)\s+(?:días\s+)?(?:del\s+mes\s+)?de\s+(\p{L}+)\s+(?:de|del)\s+(?:año\s+)?dos\s+mil(?:\s+(\p{L}+(?:\s+y\s+\p{L}+)?))?/iu.exec(
      text.slice(0, 1500),
    );
  if (!match) return null;
  const month = words.months.findIndex((names) => names.includes((match[2] ?? '').toLowerCase())) + 1;
  const years =
    match[3] === undefined
      ? 0
      : numberInWords(
          (match[3].split(/\s+y\s+/u)[0] ?? '').startsWith('treinta') ? match[3] : (match[3].split(/\s/u)[0] ?? ''),
        );
  const day = numberInWords(match[1] ?? '');
  const iso = `${2000 + Math.max(0, years)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return parseDay(iso) ? { start: match.index, day: iso } : null;
}

/** Names in a list such as "Canadá, Costa Rica y Panamá; observador: OIM (…)". */
export function namesInList(list: string): readonly string[] {
  const names: string[] = [];
  const plain = list.replace(/\([^)]{0,80}\)/gu, '');
  for (const part of plain.split(/[,;:]|\s(?:y|e|and)\s/u)) {
    const name = part.trim().replace(/^(?:y|e|and|la|el|los|las|the)\s+/u, '');
    const words = name.split(/\s+/u);
    if (
      name === '' ||
      words.length > 7 ||
      !/^\p{Lu}/u.test(name) ||
      /^(?:Observador|Observer|Invitad|Apolog|Chair|President)/u.test(name)
    )
      continue;
    names.push(name);
  }
  return names;
}

/** Participants named in the head of the report, as written. */
export function participantsOf(nodes: readonly Node[]): readonly string[] {
  for (const node of nodes.filter((one) => one.kind !== 'noise').slice(0, HEAD_BLOCKS)) {
    const match = PARTICIPANTS.exec(node.text);
    if (!match) continue;
    const rest = node.text.slice(match.index + match[0].length);
    const list =
      rest.split(
        /\.(?:\s|$)|,\s*(?:presenta|acuerda|attended|se reuni)|\s(?:attended|participated|met|together)(?=[\s,.])/u,
      )[0] ?? '';
    const names = namesInList(list.slice(0, 1500));
    if (names.length >= 2) return names;
  }
  return [];
}

/** The organisation whose name is a line of the title, when no body that meets is named. */
function organisationIn(titles: readonly Node[], finder: ActorFinder): string | null {
  for (const { text } of titles) {
    const words = wordsOf(text, 0, text.length);
    const [first] = finder.find(words);
    if (first && first.from === 0 && first.to === words.length && first.kind === 'organisation') return first.name;
  }
  return null;
}

/** What the head of the report says. */
export function headerOf(
  nodes: readonly Node[],
  finder: ActorFinder,
  lexicon: Lexicon,
  language: Language,
  participants: readonly string[],
): Header {
  const words = lexicon.words[language];
  const head = nodes.filter((node) => node.kind !== 'noise').slice(0, HEAD_BLOCKS);
  const titles = head.filter((node) => node.kind === 'title');
  let held: string | null = null;
  let best = 0;
  let place: string | null = null;
  head.forEach((node, k) => {
    const labelled = LABELLED_PLACE.exec(node.text);
    if (labelled && !place) place = (labelled[1] ?? '').trim();
    if (
      node.text.length > 1500 ||
      (node.labels.length > 0 &&
        (FUTURE.test(node.text) ||
          node.labels.some((label) => label.kind === 'bullet' || label.kind === 'letter' || label.kind === 'decision')))
    )
      return;
    const date =
      findWrittenDates(node.text, { language, words })[0] ?? (language === 'es' ? dateInWords(node.text, words) : null);
    if (!date) return;
    // A numbered point may speak of any meeting.
    const weight = node.labels.length > 0 ? 0.5 : MEETING.test(node.text) ? 2 : 1;
    if (weight <= best) return;
    best = weight;
    held = date.day;
    const before = node.text
      .slice(0, date.start)
      .replace(/\s*(?:del?|el|los días|,|on|at|held at|held in|held)\s*$/iu, '')
      .trim();
    const above = head[k - 1];
    if (place || (node.kind === 'paragraph' && before.length > 60)) return;
    const inline =
      /^(?:[Hh]eld (?:at|in) )?(\p{Lu}[\p{L}\p{M}'’. -]{1,40}(?:,\s*\p{Lu}[\p{L}\p{M}'’. -]{1,40})?),?$/u.exec(before);
    if (inline?.[1] && !/:$/.test(before) && !MEETING.test(before)) place = inline[1].trim();
    else if (
      before === '' &&
      above &&
      /^\p{Lu}[\p{L}\p{M}'’ -]{2,40},\s*\p{Lu}[\p{L}\p{M}'’ -]{2,40}$/u.test(above.text)
    )
      place = above.text;
  });
  let body: string | null = null;
  const forumIn = (node: Node): string | null => {
    const forum = finder
      .find(wordsOf(node.text, 0, node.text.length))
      .findLast((mention) => mention.kind === 'forum' && /^\p{Lu}/u.test(mention.name));
    return forum
      ? finder.canonical(
          forum.name.replace(
            /^(?:[\p{L}\d-]+\s+){0,3}(?:Meeting|Session|Reunión|Sesión) (?:of the|of|de la|del|de) /iu,
            '',
          ),
        )
      : null;
  };
  for (const node of titles) body = properName(forumIn(node)) ?? body;
  if (body === null) body = properName(organisationIn(titles, finder));
  // Without a title the body is the one that opens a paragraph: "El Comité …, ACUERDA:".
  for (const node of head) {
    if (body !== null || node.kind === 'title') continue;
    const [first] = finder.find(wordsOf(node.text.slice(0, 200), 0, Math.min(200, node.text.length)));
    if (first?.kind === 'forum' && first.from === 0 && /^\p{Lu}/u.test(first.name)) body = first.name;
  }
  // The line with place and date is no part of the title.
  const title = titles
    .filter(
      (node) =>
        findWrittenDates(node.text, { language, words }).length === 0 &&
        node.text !== place &&
        !/^\p{L}+\s*:/u.test(node.text),
    )
    .map((node) => node.text)
    .join(' – ');
  return {
    title: title === '' ? null : title,
    body,
    place,
    held,
    participants: participants.map((name) => finder.canonical(name)),
  };
}
