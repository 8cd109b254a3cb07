import type { VNode } from 'preact';
import { formatDate, type LocalDate } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  ButtonLink,
  ContactList,
  ContactWays,
  DataTable,
  EmptyState,
  Facts,
  PostButton,
  StatusTag,
} from '../../../ui/index.ts';
import { standingOn } from '../appointment.ts';
import { byPerson, type Entry, type Person } from '../listing.ts';
import { isStale } from '../reconfirmation.ts';
import {
  contactOf,
  crumbs,
  type Known,
  partyName,
  postIn,
  STANDING_TONES,
  seatName,
  termWords,
  waysOf,
} from './words.ts';

export interface PersonData {
  readonly person: Person;
  readonly entries: readonly Entry[];
  /** Who answers when this person does not: alternates for the same topics, then the others of the delegation. */
  readonly instead: readonly Entry[];
  readonly known: Known;
  /** Numbers and address may be shown to this reader. */
  readonly reachable: boolean;
  readonly canEdit: boolean;
}

/** One person: how to reach them first, then what they hold and held, and who answers in their place. */
export function personView(ctx: ViewContext, data: PersonData): View {
  const { t, lang } = ctx;
  const { person, known } = data;
  return {
    title: person.name,
    windowTitle: t('directory.person.window'),
    lede: postLine(ctx, person, known),
    section: 'directory.list',
    crumbs: crumbs(ctx, {
      label: partyName(known, person.party, lang),
      href: ctx.url('directory.list', { country: person.party }),
    }),
    actions: (
      <>
        {data.reachable && (
          <ButtonLink href={ctx.url('directory.card', { id: person.id })} download>
            {t('directory.person.card')}
          </ButtonLink>
        )}
        {data.canEdit && (
          <ButtonLink kind="quiet" href={ctx.url('directory.person-edit', { id: person.id })}>
            {t('directory.person.edit')}
          </ButtonLink>
        )}
      </>
    ),
    printLine: t('directory.print-line', { date: formatDate(ctx.today, lang) }),
    body: (
      <>
        <Reach ctx={ctx} data={data} />
        {data.instead.length > 0 && data.reachable && (
          <ContactList
            groups={[
              {
                id: 'instead',
                title: t('directory.person.instead'),
                contacts: byPerson(data.instead).map((held) =>
                  contactOf(ctx, held, { roleOf: (one) => seatName(ctx, known, one), on: ctx.today }),
                ),
              },
            ]}
          />
        )}
        <Functions ctx={ctx} entries={data.entries} known={known} />
      </>
    ),
  };
}

function postLine(ctx: ViewContext, person: Person, known: Known): VNode {
  const post = postIn(person, ctx.lang);
  return (
    <>
      {post && (
        <>
          <span lang={post.lang === ctx.lang ? undefined : post.lang}>{post.text}</span>
          {', '}
        </>
      )}
      {person.unit !== null && `${person.unit}, `}
      {partyName(known, person.party, ctx.lang)}
    </>
  );
}

function Reach({ ctx, data }: { readonly ctx: ViewContext; readonly data: PersonData }): VNode {
  const { t, lang } = ctx;
  const { person } = data;
  if (!data.reachable) return <EmptyState title={t('directory.person.not-reachable')} />;
  const stale = isStale(person.verifiedOn, ctx.today);
  return (
    <>
      <p>
        <ContactWays ways={waysOf(ctx, person)} large />
      </p>
      <p>
        {t('directory.verified', { date: formatDate(person.verifiedOn, lang) })}
        {stale && (
          <>
            {' '}
            <StatusTag tone="soon">{t('directory.unverified')}</StatusTag>
          </>
        )}
        {' · '}
        {t('directory.person.langs', { langs: langWords(ctx, person) })}
      </p>
    </>
  );
}

function langWords({ t }: ViewContext, { langs }: Person): string {
  return langs.map((one) => t(`directory.lang.${one}`)).join(', ');
}

/** What the person holds, is to hold and held, newest first. */
export function Functions({
  ctx,
  entries,
  known,
  on = ctx.today,
  withPerson = false,
}: {
  readonly ctx: ViewContext;
  readonly entries: readonly Entry[];
  readonly known: Known;
  readonly on?: LocalDate;
  /** The table names people instead of functions. */
  readonly withPerson?: boolean;
}): VNode {
  const { t } = ctx;
  return (
    <DataTable
      id="functions"
      caption={withPerson ? t('directory.seat.history') : t('directory.person.functions')}
      rows={entries}
      empty={<EmptyState title={t('directory.person.no-functions')} />}
      columns={[
        {
          head: withPerson ? t('directory.field.person') : t('directory.field.function'),
          rowHead: true,
          cell: ({ person, appointment }) =>
            withPerson ? (
              <a href={ctx.url('directory.person', { id: person.id })}>{person.name}</a>
            ) : (
              <a
                href={ctx.url('directory.seat', {
                  party: appointment.party,
                  fn: appointment.function,
                  topic: appointment.topic ?? undefined,
                })}
              >
                {seatName(ctx, known, appointment)}
              </a>
            ),
        },
        { head: t('directory.field.term'), nowrap: true, cell: ({ appointment }) => termWords(ctx, appointment) },
        {
          head: t('directory.field.standing'),
          nowrap: true,
          cell: ({ appointment }) => {
            const standing = standingOn(appointment, on);
            return <StatusTag tone={STANDING_TONES[standing]}>{t(`directory.standing.${standing}`)}</StatusTag>;
          },
        },
        {
          head: t('directory.field.note'),
          cell: ({ appointment }) => (
            <a href={ctx.url('directory.appointment', { id: appointment.id })}>
              {appointment.note ?? t('directory.appointment.title')}
            </a>
          ),
        },
      ]}
    />
  );
}

export interface OwnData {
  /** The reader's own entry, if there is one. */
  readonly own: { readonly person: Person; readonly entries: readonly Entry[] } | null;
  /** Entries of the reader's organisation that are nobody's account yet. */
  readonly mine: readonly Person[];
  readonly known: Known;
}

/** What the directory says about the reader, and how to correct it. */
export function ownView(ctx: ViewContext, { own, mine, known }: OwnData): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.claim');
  return {
    title: t('directory.own.title'),
    lede: t('directory.own.lede'),
    section: 'directory.list',
    width: 'text',
    actions: own ? (
      <ButtonLink kind="primary" href={ctx.url('directory.person-edit', { id: own.person.id })}>
        {t('directory.person.edit')}
      </ButtonLink>
    ) : undefined,
    body: own ? (
      <>
        <Facts lang={lang} facts={personFacts(ctx, own.person, known)} />
        <Functions ctx={ctx} entries={own.entries} known={known} />
      </>
    ) : (
      <>
        {form.summary}
        <EmptyState title={t('directory.own.none')}>{t('directory.own.none-why')}</EmptyState>
        {mine.length > 0 && (
          <section aria-labelledby="claim">
            <h2 id="claim">{t('directory.own.claim')}</h2>
            <ul class="task-list">
              {mine.map((person) => (
                <li>
                  <span>{person.name}</span>
                  <PostButton action={ctx.url('directory.claim')} fields={{ person: person.id }} kind="secondary">
                    {t('directory.own.this-is-me')}
                    <span class="vh">: {person.name}</span>
                  </PostButton>
                </li>
              ))}
            </ul>
          </section>
        )}
      </>
    ),
  };
}

function personFacts(ctx: ViewContext, person: Person, known: Known) {
  const { t, lang } = ctx;
  return [
    { label: t('directory.field.name'), value: person.name },
    { label: t('directory.field.party'), value: partyName(known, person.party, lang) },
    { label: t('directory.field.post-es'), value: person.post.es, valueLang: 'es' },
    { label: t('directory.field.post-en'), value: person.post.en, valueLang: 'en' },
    { label: t('directory.field.unit'), value: person.unit },
    { label: t('directory.field.email'), value: person.email },
    { label: t('directory.field.phone'), value: person.phone },
    { label: t('directory.field.mobile'), value: person.mobile },
    { label: t('directory.field.langs'), value: langWords(ctx, person) },
    { label: t('directory.field.verified'), value: formatDate(person.verifiedOn, lang) },
  ];
}
