import { CODES, type Code } from './codes.ts';
import type { Person } from './normalise/person.ts';

/** A family of linkage keys: a product of codes, written with a point between them (`w.D` = word and date). */
export interface Family {
  readonly id: string;
  readonly codes: readonly Code[];
  /** What an agreement in this family shows, in the words of an explanation. */
  readonly groups: readonly FieldGroup[];
}

export type FieldGroup = 'name' | 'date' | 'place' | 'document' | 'parents';

const GROUP_OF: Readonly<Record<Code, FieldGroup>> = {
  w: 'name',
  s: 'name',
  p: 'name',
  e: 'name',
  ss: 'name',
  pp: 'name',
  ee: 'name',
  ii: 'name',
  l: 'name',
  n: 'name',
  D: 'date',
  W: 'date',
  YM: 'date',
  YD: 'date',
  MD: 'date',
  Y: 'date',
  Z: 'date',
  P: 'place',
  Q: 'place',
  PP: 'place',
  X: 'document',
  H: 'document',
  F: 'parents',
  M: 'parents',
};

/** Every record gives exactly this many tokens: its own keys, then random padding. */
export const TOKEN_BUDGET = 48;

/**
 * The families of profile v1, most useful first. A record takes them in this order while they fit whole into the
 * budget, so a long name spends its tokens on what matters and a short one reaches the families for bad spellings.
 */
export const FAMILIES: readonly Family[] =
  'w.D s.D l.D P.D X H.D n.D ss.Y p.D F.M F.Y M.Y ss.P l.YM l.YD l.MD Q.D pp.MD ss.YM ss.YD s.P w.P.Y F.D M.D pp.Y e.D s.H ss.MD ii.D ss.Z p.P e.P PP.D w.PP l.Y ee.Y s.P.Y l.W l.Z w.P l.P pp.P ee.P ss.Q s.Q l.Q'
    .split(' ')
    .map((id) => {
      const codes = id.split('.') as Code[];
      return { id, codes, groups: [...new Set(codes.map((code) => GROUP_OF[code]))] };
    });

/** One linkage key of a person: the place of its family in `FAMILIES`, and its value. */
export interface LinkageKey {
  readonly family: number;
  readonly value: string;
}

/** The linkage keys of a person, at most as many as the budget; the same for the same person on every machine. */
export function linkageKeys(
  person: Person,
  families: readonly Family[] = FAMILIES,
  budget: number = TOKEN_BUDGET,
): readonly LinkageKey[] {
  const keys: LinkageKey[] = [];
  const known = new Map<Code, readonly string[]>();
  const valuesOf = (code: Code): readonly string[] => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const values = CODES[code](person);
    known.set(code, values);
    return values;
  };
  families.forEach(({ codes }, family) => {
    let count = 1;
    for (const code of codes) count *= valuesOf(code).length;
    if (count === 0 || keys.length + count > budget) return;
    let values: readonly string[] = [''];
    for (const code of codes)
      values = values.flatMap((start) =>
        valuesOf(code).map((value) => `${start}${start === '' ? '' : '\u001f'}${value}`),
      );
    for (const value of values) keys.push({ family, value });
  });
  return keys;
}
