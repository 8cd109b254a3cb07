import type { ActorFinder, Mention } from './actors.ts';
import { groupStartingAt, type Head, namesOf, type Scene } from './clauses/scene.ts';
import { bindingDeadline } from './deadlines/find.ts';
import type { FoundDeadline } from './deadlines/rules.ts';
import type { RuleId } from './rule-names.ts';
import type { CandidateKind, Language, Subkind } from './types.ts';

/** An item in the making: positions of the clean text, actors by name. */
export interface Draft {
  start: number;
  end: number;
  readonly blockId: string;
  kind: CandidateKind;
  subkind: Subkind;
  responsible: readonly string[];
  implied: boolean;
  via: readonly string[];
  support: readonly string[];
  presenter: readonly string[];
  recipients: readonly string[];
  deadline: FoundDeadline | null;
  deliverable: string | null;
  nextForum: string | null;
  dependsOn: Draft | null;
  fired: RuleId[];
  readonly lemma: string;
  /** Part of another item: not touched by sentences that follow. */
  readonly nested: boolean;
}

const TAIL: Readonly<Record<Language, RegExp>> = {
  es: /(?:[\s,;:–-]|(?<![\p{L}\p{M}])(?:y|e|así como|pero|que)(?=\s*$))+$/u,
  en: /(?:[\s,;:–-]|(?<![\p{L}\p{M}])(?:and|or|but|that)(?=\s*$))+$/u,
};

function trimmedEnd(text: string, start: number, end: number, language: Language): number {
  let stop = end;
  for (let round = 0; round < 3; round++) {
    const from = Math.max(start, stop - 40);
    const tail = TAIL[language].exec(text.slice(from, stop));
    if (!tail) break;
    stop = from + tail.index;
  }
  return Math.max(start, stop);
}

const VIA: Readonly<Record<Language, RegExp>> = {
  es: /(?:por conducto de|por intermedio de|a través de|por medio de)(?: la| el| los| las|l)?\s*$/iu,
  en: /(?:through|via|by way of)(?: the)?\s*$/iu,
};
const SUPPORT: Readonly<Record<Language, RegExp>> = {
  es: /(?:con (?:el |la )?(?:apoyo|asistencia|colaboración|acompañamiento|cooperación|respaldo|asesoría)(?: técnic[oa]| financier[oa])? de|en (?:coordinación|colaboración|conjunto|consulta|cooperación) con)(?: la| el| los| las|l)?\s*$/iu,
  en: /(?:with (?:the )?(?:\w+ )?(?:support|assistance|help|cooperation|collaboration) (?:of|from)|in (?:close )?(?:coordination|collaboration|cooperation|consultation|partnership|conjunction) with|together with|supported by|assisted by)(?: the)?\s*$/iu,
};
const TO: Readonly<Record<Language, RegExp>> = {
  es: /(?:^|[\s(])(?:a|al|ante|con|para|entre|hacia|a (?:consideración|disposición) de(?:l| la| los| las)?)(?: la| el| los| las)?\s*$/iu,
  en: /(?:^|[\s(])(?:to|with|among|for|before)(?: the)?\s*$/iu,
};

interface Parties {
  readonly via: readonly string[];
  readonly support: readonly string[];
  readonly recipients: readonly string[];
  readonly forum: Mention | null;
}

function partiesOf(
  text: string,
  scene: Scene,
  head: Head,
  start: number,
  end: number,
  actors: readonly string[],
  language: Language,
): Parties {
  const via: string[] = [];
  const support: string[] = [];
  const recipients: string[] = [];
  let forum: Mention | null = null;
  let covered = 0;
  for (const mention of scene.mentions) {
    const word = scene.words[mention.from];
    if (!word || word.start < start || word.start >= end || mention.from < covered) continue;
    const group = groupStartingAt(scene, mention.from);
    const names = namesOf(group?.mentions ?? [mention]);
    covered = group?.to ?? mention.to;
    const lead = text.slice(Math.max(start, word.start - 60), word.start);
    const amalgam = word.low === 'al' || word.low === 'del' ? `${lead}${word.low}` : lead;
    if (VIA[language].test(lead)) via.push(...names);
    else if (SUPPORT[language].test(lead)) support.push(...names);
    else if (mention.from > head.verb && TO[language].test(amalgam) && !names.every((name) => actors.includes(name))) {
      recipients.push(...names);
      if (mention.kind === 'forum') forum ??= mention;
    }
  }
  return { via: [...new Set(via)], support: [...new Set(support)], recipients: [...new Set(recipients)], forum };
}

const PURPOSE: Readonly<Record<Language, RegExp>> = {
  es: /,?\s(?:para que|con la finalidad de|con el (?:fin|objeto|objetivo|propósito) de|a fin de|a efectos de|a ser|de conformidad con|con base en|con miras a)(?![\p{L}\p{M}])/iu,
  en: /,?\s(?:in order to|with a view to|so that|so as to|for the purpose of|in accordance with|in line with)(?![\p{L}\p{M}])/iu,
};
const MAX_WORDS = 18;

/** Index of the head that ends the clause of head `k`. */
function following(heads: readonly Head[], k: number): number {
  const from = heads[k]?.from ?? 0;
  let next = k + 1;
  while (next < heads.length && (heads[next]?.nested === true || (heads[next]?.from ?? 0) <= from)) next++;
  return next;
}
const AUXILIARY = /^(?:será|serán|sea|sean|que|se|will|shall|be|must|should|is|are|to|ser)$/u;

/** First of the auxiliaries before a participle: "que será", "shall be". */
function auxiliary(head: Head, scene: Scene): number {
  let at = head.verb;
  while (at > head.from && AUXILIARY.test(scene.words[at - 1]?.low ?? '')) at--;
  return at;
}

/** What a passive is about stands before its verb: "una reunión virtual que será convocada". */
function passiveSubject(head: Head, scene: Scene): Scene['words'][number] | null {
  if (head.rule !== 'will-be-done' && head.rule !== 'must-do') return null;
  const at = auxiliary(head, scene);
  const isPassive = /^(?:será|serán|be|ser)$/u.test(scene.words[head.verb - 1]?.low ?? '');
  return isPassive && at > head.from ? (scene.words[head.from] ?? null) : null;
}

/** A short title for the board: verb and object, without times, channels, residue and doubled words ("de la La Red"). */
function deliverableOf(
  text: string,
  head: Head,
  scene: Scene,
  end: number,
  deadlines: readonly FoundDeadline[],
): string | null {
  const first = passiveSubject(head, scene) ?? scene.words[head.object];
  if (!first || first.start >= end) return head.lemma === '' ? null : capital(head.lemma);
  const passive = passiveSubject(head, scene) !== null;
  const last = passive ? scene.words[auxiliary(head, scene) - 1] : undefined;
  let object = text.slice(first.start, last ? last.end : end);
  for (const one of [...deadlines].sort((a, b) => b.start - a.start)) {
    if (one.start >= first.start && one.end <= (last?.end ?? end))
      object = object.slice(0, one.start - first.start) + object.slice(one.end - first.start);
  }
  const language: Language = scene.lexicon.months[0]?.[0] === 'enero' ? 'es' : 'en';
  const purpose = PURPOSE[language].exec(object);
  if (purpose && purpose.index > 12) object = object.slice(0, purpose.index);
  object = object
    .replace(/\s+/gu, ' ')
    .replace(/\s?\(\s*[,;]?\s*\)/gu, '')
    .replace(/\s+([,.;:])/gu, '$1')
    .replace(
      /(?<=\p{L})\s(?:(?:was|were|is|are) (?:deferred|postponed|adjourned)|quedan?|quedó|quedaron)(?: \p{L}+)?$/u,
      '',
    )
    .replace(/(?<![\p{L}\p{M}])(\p{L}+) \1(?![\p{L}\p{M}])/giu, '$1')
    .replace(/^[\s,;:]+|[\s,;:.]+$/gu, '');
  const words = object.split(' ');
  if (words.length > MAX_WORDS) object = `${words.slice(0, MAX_WORDS).join(' ')}…`;
  const verb = head.lemma === '' ? '' : `${head.lemma} `;
  return object === '' ? (verb === '' ? null : capital(head.lemma)) : capital(`${verb}${object}`);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const FORUM_WORDS = {
  es: { next: 'próxima reunión', current: 'esta reunión', named: 'reunión' },
  en: { next: 'next meeting', current: 'this meeting', named: 'meeting' },
} as const;

/** "GRCM (próxima reunión)". */
export function forumInWords(name: string | null, which: 'next' | 'current' | 'named', language: Language): string {
  const words = FORUM_WORDS[language][which];
  return name ? `${name} (${words})` : capital(words);
}

const SUBMITS =
  /^(?:llevar|someter|presentar|proponer|elevar|rendir|submit|present|table|refer|bring|forward|report)$/u;

/** "someterá a consideración del GRCM": a forum meets, so its next meeting is when. Marked as inferred. */
function inferredEvent(
  text: string,
  head: Head,
  scene: Scene,
  start: number,
  end: number,
  language: Language,
  finder: ActorFinder,
): FoundDeadline | null {
  if (!SUBMITS.test(head.lemma)) return null;
  for (const mention of scene.mentions) {
    const first = scene.words[mention.from];
    const last = scene.words[mention.to - 1];
    if (
      !first ||
      !last ||
      first.start < start ||
      last.end > end ||
      mention.from <= head.verb ||
      mention.kind !== 'forum' ||
      !finder.isForum(mention.name)
    )
      continue;
    const lead = text.slice(Math.max(start, first.start - 30), first.start);
    const match =
      language === 'es'
        ? /(?:a consideración de(?:l| la)?|a la|al?|ante(?: el| la)?)\s*$/iu.exec(
            first.low === 'al' || first.low === 'del' ? `${lead}${first.low}` : lead,
          )
        : /(?:to|before)(?: the)?\s*$/iu.exec(lead);
    if (!match) continue;
    const from =
      first.low === 'al'
        ? first.start
        : Math.max(start, first.start - (match[0].length - (first.low === 'del' ? 3 : 0)));
    return {
      start: from,
      end: last.end,
      asWritten: text.slice(from, last.end).trim(),
      rule: { type: 'event', forum: mention.name, which: 'next', relation: 'at', inferred: true },
    };
  }
  return null;
}

/** What the heads of one sentence give, in order. */
export function draftsOf(input: {
  readonly text: string;
  readonly scene: Scene;
  readonly heads: readonly Head[];
  readonly sentence: { readonly start: number; readonly end: number };
  readonly blockId: string;
  readonly language: Language;
  readonly finder: ActorFinder;
  /** Actors of the item before, for "they". */
  readonly before: readonly string[];
}): readonly Draft[] {
  const { text, scene, heads, sentence, language, finder } = input;
  const drafts: Draft[] = [];
  let actorsBefore = input.before;
  heads.forEach((head, k) => {
    const start = scene.words[head.from]?.start ?? sentence.start;
    const next = heads[following(heads, k)];
    const limit = head.until === undefined ? undefined : scene.words[head.until]?.start;
    const stop = Math.min(
      limit ?? sentence.end,
      next && !head.nested ? (scene.words[next.from]?.start ?? sentence.end) : sentence.end,
    );
    const end = trimmedEnd(text, start, stop, language);
    if (end - start < 8) return;
    const isWork = head.kind !== 'thanks' && head.kind !== 'note';
    const responsible = head.actors.length > 0 ? head.actors : head.inherits ? actorsBefore : [];
    const own = scene.deadlines.filter((one) => one.start >= start && one.start < end);
    const parties = partiesOf(text, scene, head, start, end, responsible, language);
    const deadline = isWork
      ? (bindingDeadline(own) ?? inferredEvent(text, head, scene, start, end, language, finder))
      : null;
    const forum = deadline?.rule.type === 'event' ? deadline.rule : null;
    const forumName = forum ? forum.forum : (parties.forum?.name ?? null);
    if (responsible.length > 0 && isWork && head.nested !== true) actorsBefore = responsible;
    drafts.push({
      start,
      end,
      blockId: input.blockId,
      kind: head.kind,
      subkind: head.subkind,
      responsible: head.kind === 'thanks' ? [] : responsible,
      implied: isWork && responsible.length === 0,
      via: parties.via,
      support: parties.support,
      presenter: [],
      recipients: head.kind === 'thanks' ? thanked(scene, head, end) : parties.recipients,
      deadline,
      deliverable: isWork && head.subkind !== 'umbrella' ? deliverableOf(text, head, scene, end, own) : null,
      nextForum: isWork
        ? forum && !forum.inferred
          ? forumInWords(forumName, forum.which, language)
          : forumName
        : null,
      dependsOn: head.follows === true ? (drafts.at(-1) ?? null) : null,
      fired: [head.rule],
      lemma: head.lemma,
      nested: head.nested === true,
    });
  });
  return drafts;
}

/** Who is thanked stands between the verb and the reason; countries after "las delegaciones de" are meant, not all. */
function thanked(scene: Scene, head: Head, end: number): readonly string[] {
  const reason = scene.words.findIndex((word, k) => k > head.verb && /^(?:por|for)$/u.test(word.low));
  const named = scene.mentions.filter((mention) => {
    const word = scene.words[mention.from];
    const isBefore = reason === -1 || mention.from < reason;
    return word !== undefined && mention.from > head.verb && word.start < end && isBefore && mention.kind !== 'name';
  });
  const countries = named.filter((mention) => mention.kind === 'country');
  return namesOf(countries.length > 0 ? named.filter((mention) => mention.kind !== 'group') : named);
}
