import { compareText, type Lang, type LocalDate, type Role } from '../../kernel/index.ts';
import { type Standable, type Standing, standingOf } from './standing.ts';

/** What the list of accounts is narrowed by. Never by a name or an address: the filter is in the page's address. */
export interface AccountFilter {
  readonly organisation?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: Standing | undefined;
  /** `none`: people who have no second factor. */
  readonly factor?: 'none' | undefined;
}

/** An account as far as the list needs it. */
export interface Listed extends Standable {
  readonly name: string;
  readonly organisation: string;
  readonly code: boolean;
  readonly passkeys: number;
}

export function hasSecondFactor({ code, passkeys }: Pick<Listed, 'code' | 'passkeys'>): boolean {
  return code || passkeys > 0;
}

/** The accounts that the filter asks for, by organisation and name as the reader's language sorts them. */
export function narrow<A extends Listed>(
  accounts: readonly A[],
  filter: AccountFilter,
  {
    today,
    lang,
    nameOf,
  }: { readonly today: LocalDate; readonly lang: Lang; readonly nameOf: (organisation: string) => string },
): readonly A[] {
  return accounts
    .filter(
      (account) =>
        (filter.organisation === undefined || account.organisation === filter.organisation) &&
        (filter.role === undefined || account.roles.includes(filter.role)) &&
        (filter.state === undefined || standingOf(account, today) === filter.state) &&
        (filter.factor === undefined || !hasSecondFactor(account)),
    )
    .toSorted(
      (a, b) => compareText(nameOf(a.organisation), nameOf(b.organisation), lang) || compareText(a.name, b.name, lang),
    );
}
