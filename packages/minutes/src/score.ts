import type { Candidate, CandidateKind } from './types.ts';

/** An item of a truth set, as far as scoring needs it. */
export interface GoldItem {
  readonly span: readonly [number, number];
  readonly kind: CandidateKind;
  readonly subkind?: string;
  readonly responsible: readonly string[];
  readonly responsibleImplied?: boolean;
  /** Only when the words state a deadline. */
  readonly deadline: { readonly type: string; readonly from: string | null; readonly to: string | null } | null;
  /** Only when the words name them; otherwise they are not scored. */
  readonly recipients?: readonly string[];
}

/** Counts, so that several documents can be added up before rates are taken. */
export interface Score {
  readonly predicted: number;
  readonly gold: number;
  readonly hits: number;
  readonly matched: number;
  readonly kindRight: number;
  readonly explicit: number;
  readonly responsibleRight: number;
  readonly addressed: number;
  readonly addressedRight: number;
  readonly deadlines: number;
  readonly deadlinesRight: number;
  readonly idle: number;
  readonly idleAsWork: number;
}

export const NO_SCORE: Score = {
  predicted: 0,
  gold: 0,
  hits: 0,
  matched: 0,
  kindRight: 0,
  explicit: 0,
  responsibleRight: 0,
  addressed: 0,
  addressedRight: 0,
  deadlines: 0,
  deadlinesRight: 0,
  idle: 0,
  idleAsWork: 0,
};

export function addScores(a: Score, b: Score): Score {
  const keys = Object.keys(NO_SCORE) as (keyof Score)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Score;
}

/** Intersection over union of two half-open ranges. */
export function overlap(a: readonly [number, number], b: readonly [number, number]): number {
  const shared = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return shared <= 0 ? 0 : shared / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]));
}

/** Best one-to-one pairs with overlap of at least a half: the best pair first, which for such ranges is the best assignment in practice. */
export function matchSpans(
  predicted: readonly Candidate[],
  gold: readonly GoldItem[],
): readonly (readonly [Candidate, GoldItem])[] {
  const pairs = predicted
    .flatMap((one) => gold.map((item) => ({ one, item, value: overlap(one.span, item.span) })))
    .filter((pair) => pair.value >= 0.5);
  pairs.sort((a, b) => b.value - a.value);
  const taken = new Set<object>();
  const matched: (readonly [Candidate, GoldItem])[] = [];
  for (const { one, item } of pairs) {
    if (taken.has(one) || taken.has(item)) continue;
    taken.add(one);
    taken.add(item);
    matched.push([one, item]);
  }
  return matched;
}

const WORK: ReadonlySet<string> = new Set(['agreement', 'commitment', 'request']);

function isWork(item: { readonly kind: string; readonly subkind?: string | undefined }): boolean {
  return WORK.has(item.kind) && item.subkind !== 'umbrella';
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^(?:el|la|los|las|the)\s+/u, '');
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a.map(plainName));
  const right = new Set(b.map(plainName));
  return left.size === right.size && [...left].every((name) => right.has(name));
}

/** Scores one document by the rules of the truth set: matched against all items first, then umbrellas are dropped. */
export function scoreReading(predicted: readonly Candidate[], gold: readonly GoldItem[]): Score {
  const matched = matchSpans(predicted, gold);
  const work = matched.filter(([one, item]) => isWork(one) && isWork(item));
  const onUmbrella = new Set(matched.filter(([, item]) => item.subkind === 'umbrella').map(([one]) => one));
  const explicit = matched.filter(
    ([, item]) => isWork(item) && item.responsibleImplied !== true && item.responsible.length > 0,
  );
  const addressed = matched.filter(([, item]) => isWork(item) && (item.recipients?.length ?? 0) > 0);
  const dated = matched.filter(([, item]) => item.deadline !== null);
  const idle = gold.filter((item) => item.kind === 'thanks' || item.kind === 'note');
  return {
    predicted: predicted.filter((one) => isWork(one) && !onUmbrella.has(one)).length,
    gold: gold.filter(isWork).length,
    hits: work.length,
    matched: matched.length,
    kindRight: matched.filter(([one, item]) => one.kind === item.kind).length,
    explicit: explicit.length,
    responsibleRight: explicit.filter(([one, item]) => sameNames(one.responsible, item.responsible)).length,
    addressed: addressed.length,
    addressedRight: addressed.filter(([one, item]) => sameNames(one.recipients, item.recipients ?? [])).length,
    deadlines: gold.filter((item) => item.deadline !== null).length,
    deadlinesRight: dated.filter(
      ([one, item]) =>
        one.deadline?.rule.type === item.deadline?.type &&
        (one.deadline?.from ?? null) === item.deadline?.from &&
        (one.deadline?.to ?? null) === item.deadline?.to,
    ).length,
    idle: idle.length,
    idleAsWork: predicted.filter((one) => isWork(one) && idle.some((item) => overlap(one.span, item.span) >= 0.5))
      .length,
  };
}

/** Rates of a score. A rate without cases is 1. */
export function ratesOf(score: Score): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly kind: number;
  readonly responsible: number;
  readonly recipients: number;
  readonly deadlines: number;
} {
  const rate = (right: number, all: number): number => (all === 0 ? 1 : right / all);
  const precision = rate(score.hits, score.predicted);
  const recall = rate(score.hits, score.gold);
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    kind: rate(score.kindRight, score.matched),
    responsible: rate(score.responsibleRight, score.explicit),
    recipients: rate(score.addressedRight, score.addressed),
    deadlines: rate(score.deadlinesRight, score.deadlines),
  };
}
