import { resolveDeadline } from './deadlines/resolve.ts';
import type { DeadlineRule, IsoDate, WrittenDay } from './deadlines/rules.ts';
import { ruleName } from './rule-names.ts';
import type { Candidate, CandidateKind, Language, Reading } from './types.ts';

/** A deadline rule as the command line prints it: days are dates where they are known. */
export interface ContractRule {
  readonly type: DeadlineRule['type'];
  readonly [key: string]: unknown;
}

/** One item of the command-line contract. Readers ignore keys they do not know. */
export interface ContractItem {
  readonly quote: string;
  readonly span: readonly [number, number];
  readonly kind: CandidateKind;
  readonly subkind: string;
  readonly responsible: readonly string[];
  readonly responsibleImplied: boolean;
  readonly recipients: readonly string[];
  readonly via: readonly string[];
  readonly support: readonly string[];
  readonly deadline: {
    readonly asWritten: string;
    readonly rule: ContractRule;
    readonly from: IsoDate | null;
    readonly to: IsoDate | null;
    readonly explanation: { readonly es: string; readonly en: string };
  } | null;
  readonly deliverable: string | null;
  readonly nextForum: string | null;
  readonly dependsOn: readonly string[];
  readonly id: string;
  readonly block: string;
  readonly fired: readonly string[];
}

/** What `enlace minutes read FILE… --json` prints. */
export interface Contract {
  readonly documents: readonly {
    readonly doc: string;
    readonly language: Language;
    readonly held: IsoDate | null;
    readonly title: string | null;
    readonly body: string | null;
    readonly place: string | null;
    readonly participants: readonly string[];
    /** Only for a Word document: the extracted text to which the spans refer. */
    readonly text?: string;
    readonly items: readonly ContractItem[];
  }[];
}

function dayFor(day: WrittenDay, held: IsoDate | null): IsoDate | null {
  return resolveDeadline({ type: 'date', day }, { held }).to;
}

function contractRule(rule: DeadlineRule, candidate: Candidate, held: IsoDate | null): ContractRule {
  const { deadline } = candidate;
  switch (rule.type) {
    case 'date':
      return { type: 'date', date: dayFor(rule.day, held) };
    case 'before':
      return {
        type: 'before',
        date: dayFor(rule.day, held),
        inclusive: rule.inclusive,
        ...(rule.vague ? { vague: true } : {}),
      };
    case 'window':
      return {
        type: 'window',
        start: deadline?.from ?? null,
        end: deadline?.to ?? null,
        ...(rule.vague ? { vague: true } : {}),
      };
    case 'none':
    case 'vague':
    case 'duration':
    case 'event':
    case 'condition':
      return { ...rule };
  }
}

function contractItem(candidate: Candidate, held: IsoDate | null): ContractItem {
  const { deadline } = candidate;
  return {
    quote: candidate.quote,
    span: candidate.span,
    kind: candidate.kind,
    subkind: candidate.subkind,
    responsible: candidate.responsible,
    responsibleImplied: candidate.responsibleImplied,
    recipients: candidate.recipients,
    via: candidate.via,
    support: candidate.support,
    deadline: deadline && {
      asWritten: deadline.asWritten,
      rule: contractRule(deadline.rule, candidate, held),
      from: deadline.from,
      to: deadline.to,
      explanation: deadline.explanation,
    },
    deliverable: candidate.deliverable,
    nextForum: candidate.nextForum,
    dependsOn: candidate.dependsOn,
    id: candidate.id,
    block: candidate.blockId,
    fired: candidate.fired,
  };
}

/** The object of the command-line contract. `texts` gives the extracted text of the documents that were not plain text. */
export function toContractJson(readings: readonly Reading[], texts: ReadonlyMap<string, string> = new Map()): Contract {
  return {
    documents: readings.map((reading) => {
      const text = texts.get(reading.doc);
      const { held, title, body, place, participants } = reading.header;
      return {
        doc: reading.doc,
        language: reading.language,
        held,
        title,
        body,
        place,
        participants,
        ...(text === undefined ? {} : { text }),
        items: reading.candidates.map((candidate) => contractItem(candidate, held)),
      };
    }),
  };
}

const WORDS = {
  es: {
    kinds: {
      agreement: 'acuerdo',
      commitment: 'compromiso',
      request: 'solicitud',
      thanks: 'agradecimiento',
      note: 'constancia',
    },
    columns: ['Punto', 'Tipo', 'Qué', 'Responsable', 'Plazo', 'Regla'],
    held: 'Fecha de la reunión',
    unknown: 'no consta',
    implied: '(implícito)',
    none: 'El informe no contiene acuerdos reconocibles.',
  },
  en: {
    kinds: { agreement: 'agreement', commitment: 'commitment', request: 'request', thanks: 'thanks', note: 'note' },
    columns: ['Point', 'Kind', 'What', 'Responsible', 'Due', 'Rule'],
    held: 'Date of the meeting',
    unknown: 'not stated',
    implied: '(implied)',
    none: 'No agreements were recognised in the report.',
  },
} as const;

function cut(text: string, width: number): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  return plain.length > width ? `${plain.slice(0, width - 1)}…` : plain;
}

function dueInWords(candidate: Candidate, lang: Language): string {
  const { deadline } = candidate;
  if (!deadline) return '';
  if (deadline.to)
    return deadline.from && deadline.from !== deadline.to ? `${deadline.from} – ${deadline.to}` : deadline.to;
  return deadline.explanation[lang];
}

const WIDTHS = [10, 12, 64, 30, 34, 40] as const;

/** A table for people, one row for each item, in the language they read. */
export function renderTable(readings: readonly Reading[], lang: Language): string {
  const words = WORDS[lang];
  const row = (cells: readonly string[]): string =>
    cells
      .map((cell, k) => cut(cell, WIDTHS[k] ?? 20).padEnd(WIDTHS[k] ?? 20))
      .join('  ')
      .trimEnd();
  const parts = readings.map((reading) => {
    const labels = new Map(reading.blocks.map((block) => [block.id, block.label]));
    const head = [
      `${reading.doc} · ${reading.header.title ?? words.unknown}`,
      `${words.held}: ${reading.header.held ?? words.unknown}`,
    ];
    if (reading.candidates.length === 0) return [...head, words.none].join('\n');
    const rows = reading.candidates.map((candidate) =>
      row([
        labels.get(candidate.blockId) ?? '',
        words.kinds[candidate.kind],
        candidate.deliverable ?? candidate.quote,
        `${candidate.responsible.join(', ')}${candidate.responsibleImplied ? ` ${words.implied}` : ''}`.trim(),
        dueInWords(candidate, lang),
        candidate.fired.map((id) => ruleName(id, lang)).join('; '),
      ]),
    );
    return [...head, '', row(words.columns), row(WIDTHS.map((width) => '-'.repeat(width))), ...rows].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
