import type { BlockKind } from '../../engines/texts/index.ts';
import type { Bilingual, Lang, LocalDate } from '../../kernel/index.ts';
import { formatDate } from '../../kernel/index.ts';
import type { Meeting } from './meeting.ts';

/** An agreement as the next report speaks of it. */
export interface FollowedAgreement {
  readonly code: string;
  readonly title: { readonly es: string | null; readonly en: string | null };
  readonly quote: string;
  readonly state: string;
  readonly due: LocalDate | null;
  readonly answered: number;
  readonly total: number;
  /** Names of those who owe it, in both languages. */
  readonly responsible: readonly Bilingual[];
}

/** A paragraph of a draft, in both languages. */
export interface DraftBlock {
  readonly key: string;
  readonly parent: string | null;
  readonly kind: BlockKind;
  readonly es: string;
  readonly en: string;
}

/** The sentences of the draft, by key: the catalogue of the system, in one language. */
export type Sentences = (lang: Lang, key: string, blanks: Readonly<Record<string, string | number>>) => string;

/** The head of a report as the Conference writes it: conference, body that receives it, title, place, date. */
export function headOfReport(
  meeting: Meeting,
  facts: { readonly conference: Bilingual; readonly receiver: Bilingual | null; readonly date: Bilingual },
  say: Sentences,
): readonly DraftBlock[] {
  const both = (of: (lang: Lang) => string): Bilingual => ({ es: of('es'), en: of('en') });
  const lines: readonly (Bilingual | null)[] = [
    both((lang) => facts.conference[lang].toLocaleUpperCase(lang)),
    facts.receiver && both((lang) => (facts.receiver?.[lang] ?? '').toLocaleUpperCase(lang)),
    both((lang) => say(lang, 'meetings.draft.title', { body: meeting.bodyName[lang] }).toLocaleUpperCase(lang)),
    placeOf(meeting),
    facts.date,
  ];
  return lines.flatMap((line, index) =>
    line === null ? [] : [{ key: `title-${index}`, parent: null, kind: 'title' as const, ...line }],
  );
}

function placeOf(meeting: Meeting): Bilingual | null {
  const es = meeting.place.es ?? meeting.place.en;
  const en = meeting.place.en ?? meeting.place.es;
  return es === null || en === null ? null : { es, en };
}

const FINISHED: readonly string[] = ['accepted', 'delivered'];

/**
 * The points of the next report that the register already knows: thanks for what was done, what was ended, what
 * goes on, and what has passed its date. It is honest about silence: who sent nothing "no ha respondido", which is
 * neither agreement nor refusal. Nobody is named as late; the report counts, and the meeting decides what to say.
 */
export function pointsFromRegister(
  agreements: readonly FollowedAgreement[],
  today: LocalDate,
  say: Sentences,
): readonly DraftBlock[] {
  const groups: readonly { readonly key: string; readonly members: readonly FollowedAgreement[] }[] = [
    { key: 'done', members: agreements.filter((one) => FINISHED.includes(one.state)) },
    { key: 'dropped', members: agreements.filter((one) => one.state === 'dropped' || one.state === 'superseded') },
    { key: 'passed', members: agreements.filter((one) => isOngoing(one) && one.due !== null && one.due < today) },
    { key: 'going-on', members: agreements.filter((one) => isOngoing(one) && (one.due === null || one.due >= today)) },
  ];
  return groups
    .filter((group) => group.members.length > 0)
    .flatMap(({ key, members }): readonly DraftBlock[] => [
      {
        key,
        parent: null,
        kind: 'point',
        es: say('es', `meetings.draft.${key}`, { count: members.length }),
        en: say('en', `meetings.draft.${key}`, { count: members.length }),
      },
      ...members.map((one, index) => ({
        key: `${key}-${index}`,
        parent: key,
        kind: 'sub_point' as const,
        es: line('es', one, say),
        en: line('en', one, say),
      })),
    ]);
}

function isOngoing(agreement: FollowedAgreement): boolean {
  return agreement.state === 'open' || agreement.state === 'in_progress';
}

function line(lang: Lang, one: FollowedAgreement, say: Sentences): string {
  const blanks = {
    code: one.code,
    title: one.title[lang] ?? one.title[lang === 'es' ? 'en' : 'es'] ?? one.quote,
    who: one.responsible.map((name) => name[lang]).join(', '),
    date: one.due === null ? say(lang, 'meetings.draft.no-date', {}) : formatDate(one.due, lang),
    answered: one.answered,
    total: one.total,
    silent: one.total - one.answered,
  };
  const isSilent = isOngoing(one) && one.total > one.answered;
  return say(lang, isSilent ? 'meetings.draft.line-silent' : 'meetings.draft.line', blanks);
}
