import { type ActorFinder, actorFinder } from './actors.ts';
import { type Draft, draftsOf, forumInWords } from './assemble.ts';
import { englishHeads } from './clauses/english/heads.ts';
import type { Scene, Setting } from './clauses/scene.ts';
import { spanishHeads } from './clauses/spanish/heads.ts';
import { isTold } from './clauses/told.ts';
import { type Clean, clean, rawSpan } from './clean.ts';
import { findDeadlines, readDeadlineCell } from './deadlines/find.ts';
import { resolveDeadline } from './deadlines/resolve.ts';
import type { FoundDeadline, IsoDate } from './deadlines/rules.ts';
import { headerOf, participantsOf } from './header.ts';
import { labelOf } from './labels.ts';
import { languageOf } from './language.ts';
import { DEFAULT_LEXICON } from './lexicon/default.ts';
import type { Lexicon, Words } from './lexicon/lexicon.ts';
import { verbIndex } from './lexicon/verbs.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { type Columns, columnsOf, rowDraft } from './tables.ts';
import { type Node, treeOf } from './tree.ts';
import type { Block, Candidate, Deadline, Header, Language, Reading } from './types.ts';
import { wordsOf } from './words.ts';

/** What to read. `held` overrides the date found in the head of the report; `lang` the language found. */
export interface ReadInput {
  readonly text: string;
  readonly doc: string;
  readonly held?: IsoDate;
  readonly lang?: Language;
  readonly lexicon?: Lexicon;
}

type Mode = 'narrative' | 'preamble' | 'idle' | 'operative';

interface Umbrella {
  readonly depth: number;
  readonly listOf: Setting['listOf'];
}

/** Where the reader stands in the report. */
interface Position {
  mode: Mode;
  umbrella: Umbrella | null;
  /** Under a heading that names commitments. */
  promises: boolean;
  columns: Columns | null;
  actors: readonly string[];
  drafts: Draft[];
}

interface Report {
  readonly cleaned: Clean;
  readonly language: Language;
  readonly words: Words;
  readonly lexicon: Lexicon;
  readonly finder: ActorFinder;
  readonly held: IsoDate | null;
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s:.;,–-]+$/u, '')
    .replace(/^(?:\d+|[ivx]+)[.)]\s*/u, '')
    .trim();
}

function opensPreamble(text: string, words: Words): boolean {
  const low = text.slice(0, 60).toLowerCase();
  return words.preamble.some(
    (opener) => opener !== 'que' && low.startsWith(opener) && !/[\p{L}\p{M}]/u.test(low[opener.length] ?? ' '),
  );
}

/** Headings and openers change how the following blocks are read. */
function move(position: Position, node: Node, report: Report): void {
  const { words } = report;
  const plain = plainWords(node.text);
  const isAlone =
    node.kind === 'heading' || node.kind === 'title' || /:$/u.test(node.text) || node.text === node.text.toUpperCase();
  if (isAlone && words.idleHeadings.includes(plain)) {
    position.mode = plain.startsWith('considerando') || plain === 'preamble' ? 'preamble' : 'idle';
    position.umbrella = null;
  } else if (isAlone && (words.operative.includes(plain) || words.decisionLabels.includes(plain))) {
    position.mode = 'operative';
    position.umbrella = { depth: node.depth, listOf: null };
    position.promises = /^(?:compromisos?|commitments?)$/u.test(plain);
  } else if (node.kind === 'heading') {
    position.promises = false;
    if (position.mode !== 'operative' || node.depth <= (position.umbrella?.depth ?? 0)) {
      position.mode = 'narrative';
      position.umbrella = null;
    }
  }
}

function settingOf(node: Node, sentenceIndex: number, position: Position, text: string): Setting {
  const isFirst = sentenceIndex === 0;
  const isDecision = node.labels.some((label) => label.kind === 'decision');
  const inList =
    position.umbrella !== null &&
    node.kind !== 'note' &&
    (node.depth > position.umbrella.depth || (node.depth === 0 && position.mode === 'operative'));
  return {
    isItemStart: isFirst,
    isOperative: isFirst && (inList || isDecision) && node.kind !== 'note',
    listOf: inList ? (position.umbrella?.listOf ?? null) : null,
    opensList: /:\s*$/u.test(text),
    isAction: isDecision || inList,
    isPromise: position.promises && inList,
  };
}

function sceneOf(report: Report, start: number, end: number, setting: Setting): Scene {
  const { cleaned, language, words, finder, held } = report;
  const tokens = wordsOf(cleaned.text, start, end);
  const mentions = finder.find(tokens);
  const at: (typeof mentions)[number][] = [];
  for (const mention of mentions) for (let k = mention.from; k < mention.to; k++) at[k] = mention;
  const deadlines = findDeadlines(cleaned.text.slice(start, end), { language, words, held }).map((one) =>
    canonicalForum({ ...one, start: one.start + start, end: one.end + start }, report),
  );
  const inDeadline = tokens.map((word) =>
    deadlines.some(
      (one) =>
        one.rule.type !== 'condition' && one.rule.type !== 'event' && word.start >= one.start && word.start < one.end,
    ),
  );
  return {
    words: tokens,
    mentions,
    at,
    deadlines,
    verbs: verbIndex(words, language),
    lexicon: words,
    setting,
    inDeadline,
  };
}

function canonicalForum(found: FoundDeadline, report: Report): FoundDeadline {
  if (found.rule.type !== 'event' || found.rule.forum === null) return found;
  let name = found.rule.forum;
  for (let round = 0; round < 4; round++) {
    if (report.finder.isKnown(name)) return { ...found, rule: { ...found.rule, forum: report.finder.canonical(name) } };
    const shorter = name.replace(/\s(?:de|del|of)(?:\s(?:la|el|los|las|the))?\s[^\s]+$/u, '');
    if (shorter === name) break;
    name = shorter;
  }
  return found;
}

/** "Lo realizará México." says who does what the sentence before left open. */
function isFollowOn(scene: Scene, drafts: readonly Draft[], words: Words): boolean {
  const [only] = drafts;
  if (drafts.length !== 1 || !only || only.responsible.length === 0) return false;
  const size = scene.words.filter((word) => word.isWord).length;
  if (size > 12 || !words.verbs.pro.includes(only.lemma)) return false;
  // "Las delegaciones harán llegar" has a subject of its own.
  if (scene.at[0]) return false;
  const opening = scene.words.slice(0, 3).map((word) => word.low);
  return opening.some((low) => /^(?:lo|la|los|las|se|esto|ello|this|it)$/u.test(low));
}

function followOn(position: Position, blockId: string, only: Draft, scene: Scene): boolean {
  const open = position.drafts.filter((draft) => draft.blockId === blockId && !draft.nested);
  const last = open.at(-1);
  if (!last || last.kind === 'thanks' || last.kind === 'note') return false;
  const isActive = scene.words.slice(0, 3).some((word) => /^(?:lo|la|los|las)$/u.test(word.low));
  for (const draft of open) {
    if (!draft.implied) continue;
    draft.responsible = only.responsible;
    draft.implied = false;
    if (isActive) draft.kind = 'commitment';
    draft.fired.push('follow-on');
  }
  last.end = only.end;
  last.deadline ??= only.deadline;
  return true;
}

const WHO_OR_WHEN = new WeakMap<Words, { readonly who: RegExp; readonly when: RegExp }>();

function completers(words: Words): { readonly who: RegExp; readonly when: RegExp } {
  const known = WHO_OR_WHEN.get(words);
  if (known) return known;
  const join = (list: readonly string[]): string =>
    [...list]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[/.]/g, '\\$&').replace(/\s+/g, '\\s+'))
      .join('|');
  const built = {
    who: new RegExp(`(?<![\\p{L}\\p{M}])(?:${join(words.headers.who)})\\s*:\\s*([^.;|)\\n]{2,120})`, 'iu'),
    when: new RegExp(`(?<![\\p{L}\\p{M}])(?:${join(words.headers.when)})\\s*:\\s*([^.;|)\\n]{2,80})`, 'iu'),
  };
  WHO_OR_WHEN.set(words, built);
  return built;
}

/** A line or bracket "Responsable: ST. Plazo: 30 de junio" completes the items before it. */
function complete(position: Position, text: string, blockId: string, report: Report): boolean {
  const { who, when } = completers(report.words);
  const whoIs = who.exec(text);
  const whenIs = when.exec(text);
  if (!whoIs && !whenIs) return false;
  const last = position.drafts.at(-1);
  if (!last) return false;
  const same = position.drafts.filter(
    (draft) => draft.blockId === last.blockId && draft.kind !== 'thanks' && draft.kind !== 'note',
  );
  for (const draft of same) {
    const names = whoIs ? namesInCell(whoIs[1] ?? '', report) : [];
    if (names.length > 0) {
      draft.responsible = names;
      draft.implied = false;
    }
    if (whenIs)
      draft.deadline =
        readDeadlineCell((whenIs[1] ?? '').trim(), {
          language: report.language,
          words: report.words,
          held: report.held,
        }) ?? draft.deadline;
    draft.fired.push('responsible-line');
  }
  return blockId !== last.blockId || same.length > 0;
}

function yearHeld(report: Report): number | null {
  return report.held === null ? null : Number(report.held.slice(0, 4));
}

function namesInCell(cell: string, report: Report): readonly string[] {
  return cell
    .split(/\s*(?:[,;/&]|(?<=\s)(?:y|e|and)(?=\s))\s*/u)
    .map((part) => report.finder.canonical(part.trim()))
    .filter((name) => /[\p{L}\p{N}]/u.test(name));
}

function readBlock(node: Node, position: Position, report: Report): void {
  const { cleaned, language, words, finder } = report;
  if (position.mode === 'idle' && (node.labels.length > 0 || node.kind === 'heading' || !/[.]$/u.test(node.text)))
    return;
  const isPreamble =
    opensPreamble(node.text, words) || (position.mode === 'preamble' && /^que(?![\p{L}\p{M}])/iu.test(node.text));
  if (isPreamble && (/[;,:]$|[;,]\s*(?:y|and)$/u.test(node.text) || position.mode === 'preamble')) return;
  if (position.mode === 'preamble' && /[;,]$/u.test(node.text)) return;
  let last: Draft | undefined;
  sentencesOf(cleaned.text, node.body, node.end, words).forEach((whole, k, all) => {
    const sentence = k === 0 ? whole : afterLabel(whole, report);
    const isLabelled = sentence.start > whole.start;
    const text = cleaned.text.slice(sentence.start, sentence.end);
    if (isReported(text, words)) return;
    if (completionOnly(text, words) && complete(position, text, node.id, report)) return;
    const setting = isLabelled ? labelledSetting(text) : settingOf(node, k, position, text);
    const scene = sceneOf(report, sentence.start, sentence.end, {
      ...setting,
      opensList: setting.opensList && k === all.length - 1,
    });
    const found = language === 'es' ? spanishHeads(scene) : englishHeads(scene);
    const heads = found.filter((head) => !isTold(scene, head, yearHeld(report)));
    const drafts = draftsOf({
      text: cleaned.text,
      scene,
      heads,
      sentence,
      blockId: node.id,
      language,
      finder,
      before: position.actors,
    });
    const [only] = drafts;
    if (only && isFollowOn(scene, drafts, words) && followOn(position, node.id, only, scene)) return;
    position.drafts.push(...drafts);
    if (drafts.length > 0) complete(position, text, node.id, report);
    last = drafts.at(-1) ?? last;
    const acting = drafts.findLast((draft) => draft.responsible.length > 0 && !draft.nested);
    if (acting) position.actors = acting.responsible;
  });
  if (last && /:\s*$/u.test(node.text)) {
    position.umbrella = {
      depth: node.depth,
      listOf:
        last.kind === 'request' || last.kind === 'commitment' ? { kind: last.kind, actors: last.responsible } : null,
    };
    position.mode = 'operative';
  } else if (/:\s*$/u.test(node.text) && node.labels.length === 0 && isListBody(node, report)) {
    // "The Committee:" and its list of verbs
    position.umbrella = { depth: node.depth, listOf: null };
    position.mode = 'operative';
  } else if (
    node.depth === 0 &&
    node.kind === 'paragraph' &&
    position.mode === 'operative' &&
    /[.]$/u.test(node.text)
  ) {
    position.umbrella = null;
    position.mode = 'narrative';
  }
  if (position.mode === 'preamble' && last) position.mode = 'narrative';
}

/** A sentence that is nothing but "Responsable: …" or "Plazo: …". */
function completionOnly(text: string, words: Words): boolean {
  const { who, when } = completers(words);
  return (who.exec(text)?.index ?? 9) <= 1 || (when.exec(text)?.index ?? 9) <= 1;
}

/** "… los albergues. ACUERDO: Trasladar el oficio": a label inside the paragraph. */
function afterLabel(sentence: Sentence, report: Report): Sentence {
  const label = labelOf(report.cleaned.text.slice(sentence.start, sentence.end), report.lexicon);
  return label?.kind === 'decision' ? { start: sentence.start + label.length, end: sentence.end } : sentence;
}

function labelledSetting(text: string): Setting {
  const opensList = /:\s*$/u.test(text);
  return { isItemStart: true, isOperative: true, listOf: null, opensList, isAction: true, isPromise: false };
}

/** "UNICEF to share the mapping: done." reports on an old task. */
function isReported(text: string, words: Words): boolean {
  const last = text.slice(Math.max(0, text.length - 40)).toLowerCase();
  const status = /[:–—-]\s*([\p{L}\p{M} ]+?)\s*[.;]?$/u.exec(last)?.[1];
  return status !== undefined && words.statuses.includes(status.trim());
}

function isListBody(node: Node, report: Report): boolean {
  const tokens = wordsOf(node.text, 0, node.text.length);
  if (tokens.length > 16) return false;
  // "reached the following conclusions:"
  if (tokens.some((word) => report.words.decisionLabels.includes(word.low) || word.low === 'entendimientos'))
    return true;
  return report.finder.find(tokens).some((mention) => mention.kind === 'forum' || mention.kind === 'group');
}

function deadlineOf(found: FoundDeadline, held: IsoDate | null): Deadline {
  const { from, to, es, en } = resolveDeadline(found.rule, { held });
  return {
    asWritten: found.asWritten.replace(/\s+/gu, ' ').trim(),
    rule: found.rule,
    from,
    to,
    explanation: { es, en },
  };
}

function candidatesOf(position: Position, report: Report, header: Header): readonly Candidate[] {
  const drafts = position.drafts
    .filter((draft) => draft.end > draft.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const ids = new Map(drafts.map((draft, k) => [draft, `c${k + 1}`]));
  return drafts.map((draft) => {
    const span = rawSpan(report.cleaned, draft.start, draft.end);
    const implied = draft.implied && header.body !== null ? [header.body] : [];
    const before = draft.dependsOn ? ids.get(draft.dependsOn) : undefined;
    return {
      id: ids.get(draft) ?? '',
      quote: '',
      span,
      blockId: draft.blockId,
      kind: draft.kind,
      subkind: draft.subkind,
      responsible: draft.implied ? implied : draft.responsible,
      responsibleImplied: draft.implied,
      via: draft.via,
      support: draft.support,
      presenter: draft.presenter,
      recipients: draft.recipients,
      recipientsImplied: false,
      deadline: draft.deadline ? deadlineOf(draft.deadline, report.held) : null,
      deliverable: draft.deliverable,
      nextForum:
        draft.nextForum ??
        (draft.deadline?.rule.type === 'event'
          ? forumInWords(draft.deadline.rule.forum, draft.deadline.rule.which, report.language)
          : null),
      dependsOn: before ? [before] : [],
      fired: draft.fired,
    };
  });
}

function publicBlock(node: Node): Block {
  return { id: node.id, label: node.label, kind: node.kind, parent: node.parent, text: node.text, span: node.span };
}

/**
 * Reads a report: header, tree and candidates. Pure and deterministic, linear in the length of the text; whatever the
 * text, it returns. Nothing that it proposes is true until a person confirms it.
 */
export function readReport(input: ReadInput): Reading {
  const lexicon = input.lexicon ?? DEFAULT_LEXICON;
  const cleaned = clean(input.text);
  const language = input.lang ?? languageOf(cleaned.text);
  const nodes = treeOf(cleaned, lexicon);
  const participants = participantsOf(nodes);
  const finder = actorFinder(cleaned.text, lexicon, language, participants);
  const header = headerOf(nodes, finder, lexicon, language, participants);
  const held = input.held ?? header.held;
  const report: Report = { cleaned, language, words: lexicon.words[language], lexicon, finder, held };
  const position: Position = {
    mode: 'narrative',
    umbrella: null,
    promises: false,
    columns: null,
    actors: [],
    drafts: [],
  };
  for (const node of nodes) {
    if (node.kind === 'noise' || node.kind === 'title') continue;
    if (node.kind === 'table-header') {
      position.columns = columnsOf(node, cleaned.text, report.words);
      continue;
    }
    if (node.kind === 'table-row') {
      const draft = position.columns
        ? rowDraft({
            node,
            columns: position.columns,
            text: cleaned.text,
            language,
            words: report.words,
            held,
            names: (cell) => namesInCell(cell, report),
          })
        : null;
      if (draft) position.drafts.push(draft);
      continue;
    }
    position.columns = null;
    move(position, node, report);
    readBlock(node, position, report);
  }
  const candidates = candidatesOf(position, report, header).map((one) => ({
    ...one,
    quote: input.text.slice(one.span[0], one.span[1]),
  }));
  return { doc: input.doc, language, header: { ...header, held }, blocks: nodes.map(publicBlock), candidates };
}
