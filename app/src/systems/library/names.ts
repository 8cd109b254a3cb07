import type { Bilingual } from '../../kernel/index.ts';

/** A party or body as pages name it. */
export interface Named {
  readonly code: string;
  readonly kind: string;
  readonly name: Bilingual;
  readonly short: Bilingual;
}

/** A meeting to which documents may belong. */
export interface NamedMeeting {
  readonly id: string;
  readonly code: string;
  readonly body: string;
  readonly title: Bilingual;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}
