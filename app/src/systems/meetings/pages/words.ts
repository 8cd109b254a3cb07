import { formatDate, formatLongDate, type Lang, type Translate } from '../../../kernel/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import type { Tone } from '../../../ui/index.ts';
import type { Meeting } from '../meeting.ts';
import type { MeetingState } from '../states.ts';

/** `15 nov 2016`, `26–28 oct 2016` in words of both days, or "fecha por fijar". */
export function dateWords(meeting: Pick<Meeting, 'startsOn' | 'endsOn'>, lang: Lang, t: Translate): string {
  const { startsOn, endsOn } = meeting;
  if (startsOn === null) return t('meetings.date-open');
  if (endsOn === null || endsOn === startsOn) return formatDate(startsOn, lang);
  return t('meetings.dates', { from: formatDate(startsOn, lang), to: formatDate(endsOn, lang) });
}

/** The same written out, for documents. */
export function longDateWords(meeting: Pick<Meeting, 'startsOn' | 'endsOn'>, lang: Lang, t: Translate): string {
  const { startsOn, endsOn } = meeting;
  if (startsOn === null) return t('meetings.date-open');
  if (endsOn === null || endsOn === startsOn) return formatLongDate(startsOn, lang);
  return t('meetings.dates', { from: formatLongDate(startsOn, lang), to: formatLongDate(endsOn, lang) });
}

export function placeWords(meeting: Pick<Meeting, 'place'>, lang: Lang): string {
  return meeting.place[lang] ?? meeting.place[lang === 'es' ? 'en' : 'es'] ?? '';
}

const TONES: Readonly<Record<MeetingState, Tone>> = {
  planned: 'neutral',
  convened: 'active',
  agenda_circulated: 'active',
  open: 'soon',
  report_drafting: 'neutral',
  report_in_review: 'soon',
  adopted: 'done',
  published: 'done',
  cancelled: 'none',
};

export function meetingTone(status: MeetingState): Tone {
  return TONES[status];
}

/** The way back to the list and to the meeting, for its inner pages. */
export function crumbs(
  ctx: Pick<ViewContext, 't' | 'url' | 'lang'>,
  meeting?: Pick<Meeting, 'code' | 'title'>,
): readonly { readonly label: string; readonly href: string }[] {
  const list = { label: ctx.t('meetings.navigation'), href: ctx.url('meetings.list') };
  if (!meeting) return [list];
  return [list, { label: meeting.title[ctx.lang], href: ctx.url('meetings.detail', { code: meeting.code }) }];
}

/** `lang` attribute for a text that is not in the page's language. */
export function langIfOther(shown: Lang, page: Lang): Lang | undefined {
  return shown === page ? undefined : shown;
}
