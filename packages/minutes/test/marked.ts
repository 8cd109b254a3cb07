import type { GoldItem } from '../src/score.ts';
import type { CandidateKind } from '../src/types.ts';

/** A report without its marks, and what the marks say. */
export interface MarkedReport {
  readonly text: string;
  readonly gold: readonly GoldItem[];
}

const MARK = /⟦\/⟧|⟦([^⟧]*)⟧/gu;

function deadlineOf(written: string | undefined): GoldItem['deadline'] {
  if (!written) return null;
  const [type = '', days] = written.trim().split(/\s+/);
  const [from, to] = (days ?? '..').split('..');
  return { type, from: from === '' || from === undefined ? null : from, to: to === '' || to === undefined ? null : to };
}

function namesOf(written: string): readonly string[] {
  return written
    .replace(/^~/, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Reads `⟦kind|responsible|deadline|recipients⟧quote⟦/⟧`; the last three may be left out. */
export function readMarked(source: string): MarkedReport {
  const gold: GoldItem[] = [];
  let text = '';
  let from = 0;
  const open: { readonly at: number; readonly mark: string }[] = [];
  for (const match of source.matchAll(MARK)) {
    text += source.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[0] !== '⟦/⟧') {
      open.push({ at: text.length, mark: match[1] ?? '' });
      continue;
    }
    const started = open.pop();
    if (!started) throw new Error('a mark is closed that was never opened');
    const [kind = '', who = '', due, to] = started.mark.split('|');
    const [name = '', subkind] = kind.split(':');
    const implied = who.startsWith('~');
    gold.push({
      span: [started.at, text.length],
      kind: name as CandidateKind,
      ...(subkind ? { subkind } : {}),
      responsible: namesOf(who),
      responsibleImplied: implied,
      deadline: deadlineOf(due),
      ...(to === undefined || to.startsWith('~') ? {} : { recipients: namesOf(to) }),
    });
  }
  if (open.length > 0) throw new Error('a mark is never closed');
  return { text: text + source.slice(from), gold };
}
