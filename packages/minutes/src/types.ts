import type { Span } from './clean.ts';
import type { DeadlineRule, IsoDate } from './deadlines/rules.ts';
import type { RuleId } from './rule-names.ts';

export type Language = 'es' | 'en';

/** What a block of the report is. `noise` is a running header or a page number. */
export type BlockKind =
  | 'title'
  | 'heading'
  | 'point'
  | 'sub-point'
  | 'bullet'
  | 'note'
  | 'paragraph'
  | 'table-header'
  | 'table-row'
  | 'noise';

/** One numbered point, bullet, note or paragraph, in reading order; `parent` makes the tree. */
export interface Block {
  readonly id: string;
  /** As printed: "2.", "b.", "Acuerdo 3:", "·"; empty when there is none. */
  readonly label: string;
  readonly kind: BlockKind;
  readonly parent: string | null;
  /** Clean text without the label, on one line. */
  readonly text: string;
  /** The block, label included, in the raw file. */
  readonly span: Span;
}

/**
 * `agreement`: the body decides. `commitment`: a named party binds itself. `request`: somebody is asked.
 * `thanks` and `note` are never work.
 */
export type CandidateKind = 'agreement' | 'commitment' | 'request' | 'thanks' | 'note';

/** `umbrella` introduces a list; the others say how the item was recognised. */
export type Subkind =
  | 'action'
  | 'umbrella'
  | 'evaluate'
  | 'expected-input'
  | 'follow-on'
  | 'table'
  | 'assignment'
  | 'interest'
  | 'fact'
  | 'thanks';

/** When something is due: the words, the rule they mean, the days it gives and why. */
export interface Deadline {
  readonly asWritten: string;
  readonly rule: DeadlineRule;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly explanation: { readonly es: string; readonly en: string };
}

/** One thing decided, promised, asked, noted or thanked, as the reader understands it. A person confirms it. */
export interface Candidate {
  readonly id: string;
  /** Exactly the raw text at `span`, with its typing errors. */
  readonly quote: string;
  readonly span: Span;
  readonly blockId: string;
  readonly kind: CandidateKind;
  readonly subkind: Subkind;
  /** Canonical names in the language of the document. */
  readonly responsible: readonly string[];
  /** The actor is not in the words but follows from the context. */
  readonly responsibleImplied: boolean;
  /** The channel: "por conducto de la ST". */
  readonly via: readonly string[];
  /** Helpers: "con el apoyo de OIM". */
  readonly support: readonly string[];
  /** Who brings the matter before the forum that is responsible. */
  readonly presenter: readonly string[];
  readonly recipients: readonly string[];
  readonly recipientsImplied: boolean;
  readonly deadline: Deadline | null;
  readonly deliverable: string | null;
  readonly nextForum: string | null;
  readonly dependsOn: readonly string[];
  /** The rules that fired, in order. */
  readonly fired: readonly RuleId[];
}

/** What the head of the report says about the meeting. Nothing is guessed: what is not there is null. */
export interface Header {
  readonly title: string | null;
  readonly body: string | null;
  readonly place: string | null;
  /** Last day of the meeting. */
  readonly held: IsoDate | null;
  readonly participants: readonly string[];
}

/** A report as read. */
export interface Reading {
  readonly doc: string;
  readonly language: Language;
  readonly header: Header;
  readonly blocks: readonly Block[];
  readonly candidates: readonly Candidate[];
}
