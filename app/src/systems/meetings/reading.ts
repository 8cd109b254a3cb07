import type { Block, Candidate, Reading, BlockKind as ReadKind } from '@enlace/minutes';
import { arrange, type BlockKind, opening, type Place, type TreeNode } from '../../engines/texts/index.ts';
import { foldForSearch, type LocalDate } from '../../kernel/index.ts';

/** A paragraph of a report that was read, as the engine of texts takes it. */
export interface ReadBlock {
  readonly key: string;
  readonly parent: string | null;
  readonly kind: BlockKind;
  readonly content: string;
  readonly restarts: boolean;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

const KINDS: Readonly<Record<Exclude<ReadKind, 'noise'>, BlockKind>> = {
  title: 'title',
  heading: 'heading',
  point: 'point',
  'sub-point': 'sub_point',
  bullet: 'bullet',
  note: 'note',
  paragraph: 'paragraph',
  'table-header': 'paragraph',
  'table-row': 'paragraph',
};

/**
 * The paragraphs of a report in reading order. Page numbers and running heads are left out. Numbers are not taken
 * over but counted again; only where the report itself begins again at 1, so does the text.
 */
export function blocksOf(reading: Pick<Reading, 'blocks' | 'header'>): readonly ReadBlock[] {
  const kept = reading.blocks.filter((block) => block.kind !== 'noise' && block.text.trim() !== '');
  const titles = new Set(kept.slice(0, titleLines(kept, reading.header.place)).map((block) => block.id));
  const known = new Set(kept.map((block) => block.id).filter((id) => !titles.has(id)));
  let points = 0;
  return kept.map((block) => {
    const kind = titles.has(block.id) ? 'title' : KINDS[block.kind as keyof typeof KINDS];
    const restarts = kind === 'point' && points > 0 && /^\(?0*1(?!\d)/.test(block.label);
    if (kind === 'point') points += 1;
    return {
      key: block.id,
      parent: kind !== 'title' && block.parent !== null && known.has(block.parent) ? block.parent : null,
      kind,
      content: block.text.trim(),
      restarts,
      sourceStart: block.span[0],
      sourceEnd: block.span[1],
    };
  });
}

/**
 * How many paragraphs at the beginning are the title block: lines in capitals, however long, and the place and date
 * under them. Without a title line there is no title block.
 */
function titleLines(blocks: readonly Block[], place: string | null): number {
  let lines = 0;
  for (const block of blocks.slice(0, 10)) {
    const isCapitals = block.text === block.text.toUpperCase() && /\p{Lu}/u.test(block.text);
    const isPlaceOrDate =
      lines > 0 &&
      block.text.length <= 80 &&
      !/[;:]$/.test(block.text) &&
      (block.text === place || /\b\d{4}\b/.test(block.text));
    const isTitle =
      block.kind === 'title' || (block.kind !== 'point' && block.text.length <= 400 && (isCapitals || isPlaceOrDate));
    if (!isTitle || block.label !== '') break;
    lines += 1;
  }
  return blocks.slice(0, lines).some((block) => block.kind === 'title') ? lines : 0;
}

/** A name of a party in one of the ways in which reports write it. */
export interface PartyName {
  readonly code: string;
  readonly names: readonly string[];
}

/**
 * Names that the readers of reports know and the register of parties does not hold. "Países interesados" and "puntos
 * focales" are left out on purpose: whom they mean, a person decides.
 */
export const FURTHER_NAMES: readonly PartyName[] = [
  { code: 'PM', names: ['Delegaciones', 'Delegations', 'Países', 'Countries', 'Estados Miembros', 'Member States'] },
  { code: 'US', names: ['Estados Unidos de América', 'United States of America', 'EE. UU.', 'USA'] },
  { code: 'SV', names: ['Salvador'] },
];

/** Finds the code of a party by any of its names, ignoring case, accents and hyphens. */
export function partyFinder(parties: readonly PartyName[]): (name: string) => string | undefined {
  const codes = new Map<string, string>();
  for (const { code, names } of parties) {
    for (const name of [code, ...names]) if (name !== '') codes.set(foldForSearch(name), code);
  }
  return (name) => codes.get(foldForSearch(name)) ?? codes.get(foldForSearch(name.replace(/\s*\(.*\)\s*$/, '')));
}

/** A candidate with codes in the place of names. What no party answers to stays as written, for the person who reviews. */
export interface MappedCandidate {
  readonly quote: string;
  readonly span: readonly [number, number];
  readonly blockId: string | null;
  readonly kind: Candidate['kind'];
  readonly subkind: string | null;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly responsible: readonly string[];
  readonly responsibleImplied: boolean;
  readonly via: readonly string[];
  readonly support: readonly string[];
  readonly presenter: readonly string[];
  readonly recipients: readonly string[];
  readonly nextForum: string | null;
  readonly deadlineAsWritten: string | null;
  readonly rule: NonNullable<Candidate['deadline']>['rule'];
  readonly reading: Readonly<Record<string, unknown>>;
}

const ROLES = ['responsible', 'via', 'support', 'presenter', 'recipients'] as const;

/** Turns what the reader proposes into candidates of the register. */
export function candidatesOf(
  reading: Pick<Reading, 'candidates' | 'language'>,
  blocks: ReadonlyMap<string, string>,
  find: (name: string) => string | undefined,
  isBody: (code: string) => boolean,
): readonly MappedCandidate[] {
  return reading.candidates.map((candidate) => {
    const codesOf = (role: (typeof ROLES)[number]): readonly string[] => [
      ...new Set(candidate[role].flatMap((name) => find(name) ?? [])),
    ];
    const unknown: Record<string, readonly string[]> = {};
    for (const role of ROLES) {
      const names = candidate[role].filter((name) => find(name) === undefined);
      if (names.length > 0) unknown[role] = names;
    }
    const forum = candidate.nextForum === null ? undefined : find(candidate.nextForum);
    const title = titleOf(candidate);
    return {
      quote: candidate.quote,
      span: [candidate.span[0], candidate.span[1]],
      blockId: blocks.get(candidate.blockId) ?? null,
      kind: candidate.kind,
      subkind: candidate.subkind,
      titleEs: reading.language === 'es' ? title : null,
      titleEn: reading.language === 'en' ? title : null,
      responsible: codesOf('responsible'),
      via: codesOf('via'),
      support: codesOf('support'),
      presenter: codesOf('presenter'),
      recipients: codesOf('recipients'),
      responsibleImplied: candidate.responsibleImplied,
      nextForum: forum !== undefined && isBody(forum) ? forum : null,
      deadlineAsWritten: candidate.deadline?.asWritten ?? null,
      rule: candidate.deadline?.rule ?? { type: 'none' },
      reading: {
        fired: candidate.fired,
        ...(Object.keys(unknown).length > 0 && { unknown }),
        ...(candidate.nextForum !== null && { nextForum: candidate.nextForum }),
        ...(candidate.dependsOn.length > 0 && { dependsOn: candidate.dependsOn }),
        ...(candidate.recipientsImplied && { recipientsImplied: true }),
        id: candidate.id,
      },
    };
  });
}

/** A deliverable of a word or two ("Evaluar") does not say what: then the sentence itself begins the title. */
function titleOf(candidate: Candidate): string {
  const { deliverable } = candidate;
  const words = deliverable?.split(' ').length ?? 0;
  return opening(
    deliverable !== null && words > 3 ? deliverable : candidate.quote.replaceAll(/\s+/gu, ' ').trim(),
    200,
  );
}

/** What the head of a report says about its meeting, as far as it was found. */
export interface ReadMeeting {
  readonly body: string | null;
  readonly place: string | null;
  readonly held: LocalDate | null;
  readonly participants: readonly string[];
}

/**
 * The meeting that a report speaks of. Nothing is guessed: what is not in its head is null. The line that says what
 * the paper is ("INFORME DE LA REUNIÓN DE …") names the body better than the head above it, which names its parents.
 */
export function meetingOf(
  reading: Pick<Reading, 'header' | 'blocks'>,
  find: (name: string) => string | undefined,
  isBody: (code: string) => boolean,
): ReadMeeting {
  const { body, place, held, participants, title } = reading.header;
  const paper = reading.blocks
    .slice(0, 6)
    .find((block) => /informe|acta|relator[ií]a|report|minutes/i.test(block.text));
  const named = [paper?.text ?? null, body, title].flatMap((name) => (name === null ? [] : (bodyIn(name, find) ?? [])));
  return {
    body: named.find(isBody) ?? null,
    place,
    held,
    participants: [...new Set(participants.flatMap((name) => find(name) ?? []))],
  };
}

/** "INFORME DE LA REUNIÓN DE LA RED DE …": the longest ending that is the name of a party. */
function bodyIn(title: string, find: (name: string) => string | undefined): string | undefined {
  const words = title.split(/\s+/u);
  for (let from = 0; from < words.length; from += 1) {
    const code = find(words.slice(from).join(' '));
    if (code !== undefined) return code;
  }
  return undefined;
}

/** A paragraph of a translation and the one of the original that it stands for. */
export interface Translation {
  readonly block: string;
  readonly content: string;
}

/** How a report in the other language fits the one that is there. */
export interface Alignment {
  readonly translations: readonly Translation[];
  /** Paragraphs of the original without a counterpart, and of the translation. */
  readonly missing: number;
  readonly surplus: number;
}

/**
 * Lays a report in the other language beside the original: the same point is the same number ("2.b"), other
 * paragraphs are counted within the one they stand under. Nothing is matched by its words.
 */
export function alignTranslation(original: readonly (TreeNode & Place)[], translated: readonly ReadBlock[]): Alignment {
  const nodes = translated.map((block, index) => ({
    id: block.key,
    parent: block.parent,
    ordinal: index + 1,
    kind: block.kind,
    restarts: block.restarts,
    content: block.content,
  }));
  const contents = new Map(nodes.map((node) => [node.id, node.content]));
  const places = placesOf(arrange(nodes));
  const byPlace = new Map([...places].map(([id, place]) => [place, contents.get(id) ?? '']));
  const wanted = placesOf(original);
  const translations = [...wanted].flatMap(([block, place]) => {
    const content = byPlace.get(place);
    return content === undefined ? [] : [{ block, content }];
  });
  return {
    translations,
    missing: original.length - translations.length,
    surplus: translated.length - translations.length,
  };
}

/** Where each paragraph stands, in the same words for both languages: "point 2", "point 2 / note 1". */
function placesOf(blocks: readonly (TreeNode & Place)[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const above = block.parent === null ? '' : (places.get(block.parent) ?? '');
    const family = `${above}/${block.kind}`;
    const count = (counts.get(family) ?? 0) + 1;
    counts.set(family, count);
    places.set(block.id, `${family} ${count}`);
  }
  return places;
}
