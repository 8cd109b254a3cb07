import type { Lexicon } from './lexicon/lexicon.ts';

/** What a printed label says about its block. */
export type LabelKind = 'number' | 'letter' | 'roman' | 'bullet' | 'note' | 'decision' | 'ordinal' | 'article';

export interface Label {
  readonly kind: LabelKind;
  readonly text: string;
  /** Length in the line, with the white space after it. */
  readonly length: number;
  /** "12.3" has two levels. */
  readonly levels: number;
}

interface LabelPattern {
  readonly kind: LabelKind;
  readonly re: RegExp;
}

const SHAPES: readonly LabelPattern[] = [
  {
    kind: 'bullet',
    re: /^[·•▪◦‣●○■□➢➤✓❖\uE000-\uF8FF*–—-]\s+|^[·•▪◦‣●○■□➢➤✓❖\uE000-\uF8FF](?=\p{L})|^o\s+(?=\p{Lu})/u,
  },
  {
    kind: 'number',
    re: /^\d{1,3}(?:\.\d{1,3}){1,4}\s*[.):–-]*\s+(?=[^\p{Ll}\d])|^\(?\d{1,3}\s*(?:[.)°º]\s*-?|\.-|-)\s+|^\(\d{1,3}\)\s*|^\d{1,3}\.(?=\p{L})/u,
  },
  { kind: 'roman', re: /^\(?[IVXLC]{1,7}\s*(?:[.)]\s*-?|\s[-–])\s+|^\(?[ivxlc]{2,7}[.)]\s+|^\([ivx]\)\s+/u },
  { kind: 'letter', re: /^\(?[a-zA-Zñ][.)]\s*-?\s*(?=[\p{L}¿“"«(]{2}|[\p{L}]\s)/u },
  {
    kind: 'article',
    re: /^(?:art[íi]culo|article|punto|item|tema|ítem)\s+(?:\d{1,3}|[IVX]{1,5}|primero|segundo|tercero|cuarto|quinto)\s*[.:º°]?\s*[-–:.]*\s*/iu,
  },
  {
    kind: 'ordinal',
    re: /^(?:primer[oa]|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa]|d[ée]cim[oa](?:\s+(?:primer[oa]|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]))?|und[ée]cim[oa]|duod[ée]cim[oa])\s*(?:[.:]\s*-?|-|\.-)\s*/iu,
  },
];

const NAMED = new WeakMap<Lexicon, { readonly decision: RegExp; readonly note: RegExp }>();

function named(lexicon: Lexicon): { readonly decision: RegExp; readonly note: RegExp } {
  const known = NAMED.get(lexicon);
  if (known) return known;
  const join = (words: readonly string[]): string =>
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.]/g, '\\.').replace(/\s+/g, '\\s+'))
      .join('|');
  const { es, en } = lexicon.words;
  const number = '(?:\\s*(?:n[.°ºo]*\\s*|no\\.\\s*|núm\\.?\\s*|#\\s*)?(?:\\d{1,3}(?:[./-]\\d{1,4}){0,2}|[IVX]{1,6}))';
  const decision = join([...es.decisionLabels, ...en.decisionLabels]);
  const built = {
    decision: new RegExp(
      `^(?:${decision})(?:${number}\\s*(?:[.:)]\\s*[-–]?|[-–]|\\.-)|\\s*[:])\\s*|^ap\\s?\\d{1,3}\\s*[.:)-]\\s*`,
      'iu',
    ),
    note: new RegExp(
      `^(?:${join([...es.noteLabels, ...en.noteLabels])})(?:\\s+\\d{1,2})?\\s*(?:\\.\\s?[-–]|[:.])\\s*[-–]?\\s*`,
      'iu',
    ),
  };
  NAMED.set(lexicon, built);
  return built;
}

/** The label at the beginning of a line (white space already skipped), or null. */
export function labelOf(line: string, lexicon: Lexicon): Label | null {
  const head = line.slice(0, 80);
  const { decision, note } = named(lexicon);
  const found = (kind: LabelKind, match: RegExpExecArray): Label => {
    const text = match[0].trim();
    return {
      kind,
      text,
      length: match[0].length,
      levels: kind === 'number' ? text.split('.').filter((part) => /\d/.test(part)).length : 1,
    };
  };
  const noted = note.exec(head);
  if (noted) return found('note', noted);
  const decided = decision.exec(head);
  if (decided) return found('decision', decided);
  for (const { kind, re } of SHAPES) {
    const match = re.exec(head);
    if (match && match[0].length > 0) return found(kind, match);
  }
  return null;
}
