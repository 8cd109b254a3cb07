import { ok, type Result, refuse } from '../../kernel/index.ts';

/** draft: the secretariat alone; in_review: delegations propose words; adopted: frozen; published: for everybody signed in. */
export const TEXT_STATES = ['draft', 'in_review', 'adopted', 'published'] as const;

export type TextState = (typeof TEXT_STATES)[number];

export type TextEvent = 'circulate' | 'withdraw' | 'adopt' | 'publish';

/** What the guards of the machine look at. */
export interface TextFacts {
  readonly state: TextState;
  readonly paragraphs: number;
  /** Paragraphs that lack a language, or whose translation is behind. */
  readonly gaps: number;
  /** Proposals of delegations that nobody decided. */
  readonly openComments: number;
}

interface Line {
  readonly event: TextEvent;
  readonly from: TextState;
  readonly to: TextState;
  readonly guards: readonly Guard[];
}

interface Guard {
  readonly holds: (facts: TextFacts) => boolean;
  readonly code: string;
}

const hasParagraphs: Guard = { holds: (facts) => facts.paragraphs > 0, code: 'texts.no-paragraphs' };
const complete: Guard = { holds: (facts) => facts.gaps === 0, code: 'texts.incomplete' };
const decided: Guard = { holds: (facts) => facts.openComments === 0, code: 'texts.open-comments' };

/** The life of a text, as data. There is no line back from adoption: a correction is another text. */
export const TEXT_TRANSITIONS: readonly Line[] = [
  { event: 'circulate', from: 'draft', to: 'in_review', guards: [hasParagraphs] },
  { event: 'withdraw', from: 'in_review', to: 'draft', guards: [] },
  { event: 'adopt', from: 'in_review', to: 'adopted', guards: [hasParagraphs, complete, decided] },
  { event: 'publish', from: 'adopted', to: 'published', guards: [] },
];

/** The state after an event, or why it cannot be. */
export function moveText(facts: TextFacts, event: TextEvent): Result<TextState> {
  const line = TEXT_TRANSITIONS.find((one) => one.event === event && one.from === facts.state);
  if (!line) return refuse('conflict', 'texts.wrong-state');
  const failed = line.guards.find((guard) => !guard.holds(facts));
  if (!failed) return ok(line.to);
  return refuse('conflict', failed.code, { count: failed === complete ? facts.gaps : facts.openComments });
}

/** Before adoption words change; afterwards nothing does. */
export function isOpenText(state: TextState): boolean {
  return state === 'draft' || state === 'in_review';
}
