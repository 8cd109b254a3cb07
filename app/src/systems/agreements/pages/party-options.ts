import type { Party } from '../../../engines/obligations/index.ts';
import type { Lang } from '../../../kernel/index.ts';
import type { Option } from '../../../ui/index.ts';
import { alphabetical } from '../board.ts';

/** All parties as choices, groups first, then in the alphabetical order of the language. */
export function partyOptions(parties: ReadonlyMap<string, Party>, lang: Lang): readonly Option[] {
  const options = [...parties.values()].map((party) => ({
    value: party.code,
    label: party.name[lang],
    kind: party.kind,
  }));
  return [
    ...options.filter(({ kind }) => kind === 'group'),
    ...alphabetical(
      options.filter(({ kind }) => kind !== 'group'),
      lang,
    ),
  ];
}
