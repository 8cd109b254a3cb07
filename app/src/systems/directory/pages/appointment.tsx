import type { VNode } from 'preact';
import { CONFERENCE_ZONE, dayIn, formatDate } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  DateField,
  Disclosure,
  Facts,
  Field,
  FileField,
  HiddenFields,
  PostButton,
  StatusTag,
  TextArea,
  Timeline,
  type TimelineEvent,
} from '../../../ui/index.ts';
import { standingOn } from '../appointment.ts';
import type { AppointmentRecord, Entry, Person } from '../listing.ts';
import { crumbs, type Known, partyName, STANDING_TONES, seatName, termWords } from './words.ts';

export interface AppointmentData {
  readonly appointment: AppointmentRecord;
  readonly person: Person;
  /** Whom it replaces, as far as the reader may see it. */
  readonly replaces: Entry | null;
  readonly known: Known;
  readonly may: Readonly<Record<'sign' | 'confirm' | 'withdraw' | 'end' | 'note', boolean>>;
}

/** One appointment: where it stands, by which note, and the next act of whoever may do it. */
export function appointmentView(ctx: ViewContext, data: AppointmentData): View {
  const { t, lang } = ctx;
  const { appointment, person, known } = data;
  const standing = standingOn(appointment, ctx.today);
  return {
    title: t('directory.appointment.title-of', {
      seat: seatName(ctx, known, appointment),
      party: partyName(known, appointment.party, lang),
    }),
    section: 'directory.list',
    width: 'text',
    crumbs: crumbs(
      ctx,
      {
        label: partyName(known, appointment.party, lang),
        href: ctx.url('directory.list', { country: appointment.party }),
      },
      {
        label: seatName(ctx, known, appointment),
        href: ctx.url('directory.seat', {
          party: appointment.party,
          fn: appointment.function,
          topic: appointment.topic ?? undefined,
        }),
      },
    ),
    printLine: t('directory.print-line', { date: formatDate(ctx.today, lang) }),
    body: (
      <>
        {formState(ctx, ctx.attempt?.command ?? '').summary}
        <Typed ctx={ctx} />
        <p>
          <StatusTag tone={STANDING_TONES[standing]}>{t(`directory.standing.${standing}`)}</StatusTag>
        </p>
        <Facts
          lang={lang}
          facts={[
            {
              label: t('directory.field.person'),
              value: <a href={ctx.url('directory.person', { id: person.id })}>{person.name}</a>,
            },
            { label: t('directory.field.term'), value: termWords(ctx, appointment) },
            { label: t('directory.field.note'), value: <Note ctx={ctx} data={data} /> },
            ...(data.replaces ? [{ label: t('directory.field.replaces'), value: data.replaces.person.name }] : []),
            ...(appointment.reason === null ? [] : [{ label: t('directory.field.reason'), value: appointment.reason }]),
          ]}
        />
        <Acts ctx={ctx} data={data} />
        <h2>{t('directory.appointment.history')}</h2>
        <Timeline lang={lang} events={eventsOf(ctx, appointment)} />
      </>
    ),
  };
}

interface Props {
  readonly ctx: ViewContext;
  readonly data: AppointmentData;
}

/** What was typed into a form that is no longer here, since somebody decided first. */
function Typed({ ctx }: { readonly ctx: ViewContext }): VNode | null {
  const { attempt, t } = ctx;
  if (attempt?.refusal.kind !== 'conflict') return null;
  const { note, reason, ends } = attempt.values;
  const words = [note, reason, ends].filter(Boolean).join(' · ');
  return words === '' ? null : <p>{t('directory.appointment.typed', { words })}</p>;
}

function Note({ ctx, data }: Props): VNode | string | null {
  const { appointment, may } = data;
  if (appointment.noteDocument === null || !may.note) return appointment.note;
  return (
    <a href={ctx.url('directory.note', { id: appointment.id })} download>
      {appointment.note ?? ctx.t('directory.field.file')}
    </a>
  );
}

function Acts({ ctx, data }: Props): VNode {
  const { t } = ctx;
  const { appointment, may } = data;
  const to = (route: string): string => ctx.url(route, { id: appointment.id });
  const version = { version: String(appointment.version) };
  return (
    <>
      {may.sign && <SignForm ctx={ctx} data={data} />}
      {may.confirm && (
        <>
          {data.replaces && (
            <p>
              {t('directory.appointment.will-end', {
                date: formatDate(appointment.startsOn, ctx.lang),
                name: data.replaces.person.name,
              })}
            </p>
          )}
          <div class="button-row">
            <PostButton action={to('directory.confirm')} fields={version}>
              {t('directory.act.confirm')}
            </PostButton>
          </div>
          <ReasonForm ctx={ctx} data={data} />
        </>
      )}
      {may.withdraw && !may.confirm && (
        <PostButton action={to('directory.withdraw')} fields={version} kind="quiet">
          {t('directory.act.withdraw')}
        </PostButton>
      )}
      {may.end && <EndForm ctx={ctx} data={data} />}
    </>
  );
}

function SignForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.sign', { note: data.appointment.note ?? '' });
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{t('directory.appointment.sign')}</h2>
      <form method="post" enctype="multipart/form-data" action={ctx.url('directory.sign', { id: data.appointment.id })}>
        <HiddenFields fields={{ version: String(data.appointment.version) }} />
        <Field
          lang={lang}
          name="note"
          label={t('directory.field.note')}
          hint={t('directory.hint.note')}
          width="full"
          maxLength={200}
          value={form.value('note')}
          error={form.error('note')}
        />
        <FileField
          lang={lang}
          name="file"
          label={t('directory.field.file')}
          hint={t('directory.hint.file')}
          optional
          error={form.error('file')}
        />
        <Button>{t('directory.act.nominate')}</Button>
      </form>
    </section>
  );
}

function ReasonForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.refuse');
  return (
    <Disclosure summary={t('directory.appointment.refuse')} open={form.cameBack}>
      <form method="post" action={ctx.url('directory.refuse', { id: data.appointment.id })}>
        <HiddenFields fields={{ version: String(data.appointment.version) }} />
        <TextArea
          lang={lang}
          name="reason"
          label={t('directory.field.reason')}
          hint={t('directory.hint.refuse')}
          rows={2}
          maxLength={1000}
          value={form.value('reason')}
          error={form.error('reason')}
        />
        <Button kind="warning">{t('directory.act.refuse')}</Button>
      </form>
    </Disclosure>
  );
}

function EndForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.end', { ends: data.appointment.endsOn ?? ctx.today });
  return (
    <Disclosure summary={t('directory.appointment.end')} open={form.cameBack}>
      <form method="post" action={ctx.url('directory.end', { id: data.appointment.id })}>
        <HiddenFields fields={{ version: String(data.appointment.version) }} />
        <DateField
          lang={lang}
          name="ends"
          label={t('directory.field.ends')}
          hint={t('directory.hint.ends')}
          value={form.value('ends')}
          error={form.error('ends')}
        />
        <Field
          lang={lang}
          name="reason"
          label={t('directory.field.reason')}
          optional
          width="full"
          maxLength={1000}
          value={form.value('reason')}
          error={form.error('reason')}
        />
        <Button kind="warning">{t('directory.act.end')}</Button>
      </form>
    </Disclosure>
  );
}

function eventsOf(ctx: ViewContext, one: AppointmentRecord): readonly TimelineEvent[] {
  const { t, lang } = ctx;
  const at = (moment: Date | null, key: string): readonly TimelineEvent[] => {
    if (moment === null) return [];
    const day = dayIn(CONFERENCE_ZONE, moment);
    return [{ state: 'done', title: t(key), when: formatDate(day, lang), datetime: day }];
  };
  const to = (day: string, key: string): readonly TimelineEvent[] => [
    { state: day <= ctx.today ? 'done' : 'pending', title: t(key), when: formatDate(day, lang), datetime: day },
  ];
  const isConfirmed = one.state === 'confirmed';
  const events = [
    ...at(one.proposedAt, 'directory.event.proposed'),
    ...at(one.nominatedAt, 'directory.event.nominated'),
    ...at(one.decidedAt, isConfirmed ? 'directory.event.confirmed' : 'directory.event.refused'),
    ...(isConfirmed ? to(one.startsOn, 'directory.event.starts') : []),
    ...at(one.endedAt, 'directory.event.end-said'),
    ...(isConfirmed && one.endsOn !== null ? to(one.endsOn, 'directory.event.ends') : []),
  ];
  return events.toSorted((a, b) => (a.datetime ?? '').localeCompare(b.datetime ?? ''));
}
