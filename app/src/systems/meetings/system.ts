import { blockAnchor, opening, searchBlocks } from '../../engines/texts/index.ts';
import { addDays, foldForSearch } from '../../kernel/index.ts';
import {
  type CalendarItem,
  type Context,
  defineSystem,
  type SearchHit,
  type System,
} from '../../platform/system/index.ts';
import { demo } from './demo.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { importRoutes } from './import-routes.tsx';
import { importJob } from './jobs.ts';
import { eventOf } from './meeting.ts';
import { meetingRoutes } from './meeting-routes.tsx';
import { namesRoutes } from './names-routes.tsx';
import { paragraphRoutes } from './paragraph-routes.tsx';
import { meetingsPolicy } from './policy.ts';
import { reportRoutes } from './report-routes.tsx';
import { listFollowed, listMeetings } from './store.ts';
import { wordRoutes } from './word-routes.tsx';

/** Meetings by title, place or address, then paragraphs of reports; as far as the reader may see them. */
async function search(ctx: Context, query: string): Promise<readonly SearchHit[]> {
  const words = foldForSearch(query);
  if (words === '') return [];
  const meetings = await listMeetings(ctx.db);
  const named = meetings
    .filter(({ title, place, code }) =>
      foldForSearch(`${title.es} ${title.en} ${place.es ?? ''} ${place.en ?? ''} ${code}`).includes(words),
    )
    .map((meeting) => ({
      kind: ctx.t('meetings.search.meeting'),
      title: meeting.title[ctx.lang],
      href: ctx.url('meetings.detail', { code: meeting.code }),
    }));
  const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  const found = (await searchBlocks(ctx.db, query, 20)).flatMap((block) => {
    const meeting = byId.get(block.meeting);
    if (!meeting) return [];
    const href = `${ctx.url('meetings.report', { code: meeting.code })}#${blockAnchor(block.block)}`;
    return [
      {
        kind: ctx.t('meetings.search.paragraph'),
        title: opening(block.content),
        detail: meeting.title[ctx.lang],
        href,
      },
    ];
  });
  return [...named.slice(0, 10), ...found];
}

/** Days for which a past meeting stays in calendars. */
const KEPT_DAYS = 365;

/** The dated meetings of the bodies that the reader's organisation belongs to. */
async function calendar(ctx: Context): Promise<readonly CalendarItem[]> {
  const party = ctx.who.organisation;
  if (party === null || !ctx.can('meeting.read')) return [];
  const meetings = await listFollowed(ctx.db, party, addDays(ctx.today, -KEPT_DAYS));
  return meetings.flatMap((meeting): readonly CalendarItem[] => {
    const event = eventOf(meeting);
    return event ? [{ event, page: { route: 'meetings.detail', params: { code: meeting.code } } }] : [];
  });
}

/** Meetings, and their reports from the first word or an old file to the adopted text. */
export const meetings: System = defineSystem({
  id: 'meetings',
  navigation: [{ route: 'meetings.list', label: 'meetings.navigation', order: 70 }],
  policy: meetingsPolicy,
  routes: [...meetingRoutes, ...importRoutes, ...reportRoutes, ...paragraphRoutes, ...namesRoutes, ...wordRoutes],
  messages: { es, en },
  jobs: [importJob],
  urgent: {
    'meetings.told.convened': 'meeting',
    'meetings.told.changed': 'meeting',
    'meetings.told.postponed': 'meeting',
    'meetings.told.cancelled': 'meeting',
  },
  calendar,
  search,
  demo,
});
