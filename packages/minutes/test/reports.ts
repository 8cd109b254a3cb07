import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldItem } from '../src/index.ts';
import { type MarkedReport, readMarked } from './marked.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SHARED = join(ROOT, '..', 'shared');

/** A report with what a person found in it. */
export interface JudgedReport extends MarkedReport {
  readonly name: string;
}

/** The sets of our own reports, each a folder of `reports/`. */
export type OwnSet = 'development' | 'held-out' | 'further-development' | 'further-held-out' | 'after-rules';

/** Our own reports of one set. */
export function ownReports(half: OwnSet): readonly JudgedReport[] {
  const folder = join(import.meta.dirname, 'reports', half);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => ({ name: file.replace(/\.txt$/, ''), ...readMarked(readFileSync(join(folder, file), 'utf8')) }));
}

interface TruthItem {
  readonly id: string;
  readonly doc: string;
  readonly quote: string;
  readonly kind: GoldItem['kind'];
  readonly subkind: string;
  readonly span: readonly [number, number];
  readonly responsible: readonly string[];
  readonly responsibleImplied?: boolean;
  readonly recipients: readonly string[];
  readonly recipientsImplied?: boolean;
  readonly deadline: {
    readonly asWritten: string | null;
    readonly rule: {
      readonly type: string;
      readonly inferred?: boolean;
      readonly start?: string;
      readonly end?: string;
      readonly anchorDate?: string;
      readonly due?: string;
    };
  };
}

interface TruthSet {
  readonly meta: { readonly documents: readonly { readonly id: string; readonly file: string }[] };
  readonly items: readonly TruthItem[];
}

/** Explicit deadlines only: an inferred event and the umbrella's are no words about time. */
function deadlineOf(item: TruthItem): GoldItem['deadline'] {
  const { asWritten, rule } = item.deadline;
  if (asWritten === null || rule.inferred === true || item.subkind === 'umbrella') return null;
  return { type: rule.type, from: rule.start ?? rule.anchorDate ?? null, to: rule.end ?? rule.due ?? null };
}

/** The two reports of the Conference with the truth set, or null when the shared folder is not there. */
export function seedReports(): readonly (JudgedReport & { readonly quotes: readonly string[] })[] | null {
  const file = join(SHARED, 'data', 'secretariat', 'gold-agreements.json');
  if (!existsSync(file)) return null;
  const truth = JSON.parse(readFileSync(file, 'utf8')) as TruthSet;
  return truth.meta.documents.map(({ id, file: name }) => {
    const items = truth.items.filter((item) => item.doc === id);
    return {
      name: name.replace(/\.txt$/, ''),
      text: readFileSync(join(SHARED, 'seeds', name), 'utf8'),
      quotes: items.map((item) => item.quote),
      gold: items.map((item) => ({
        span: item.span,
        kind: item.kind,
        subkind: item.subkind,
        responsible: item.responsible,
        ...(item.responsibleImplied === undefined ? {} : { responsibleImplied: item.responsibleImplied }),
        deadline: deadlineOf(item),
        ...(item.recipientsImplied === true ? {} : { recipients: item.recipients }),
      })),
    };
  });
}
