import type { RegisterLine } from '../../../engines/obligations/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, EmptyState, Field, HiddenFields } from '../../../ui/index.ts';
import type { AgendaItem, Meeting } from '../meeting.ts';
import { FollowUp } from './detail.tsx';
import { crumbs } from './words.ts';

export interface AgendaData {
  readonly meeting: Meeting;
  readonly items: readonly AgendaItem[];
  readonly followUp: readonly RegisterLine[];
}

/** The agenda, point by point. "Seguimiento de acuerdos" is filled from the register. */
export function agendaView(ctx: ViewContext, data: AgendaData): View {
  const { t, lang } = ctx;
  const { meeting, items } = data;
  const form = formState(ctx, 'meetings.agenda-add');
  const change = ctx.url('meetings.agenda-change', { code: meeting.code });
  const hasFollowUp = items.some((item) => item.kind === 'follow_up');
  return {
    title: t('meetings.agenda.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting),
    body: (
      <>
        {form.summary}
        {items.length === 0 ? (
          <EmptyState title={t('meetings.agenda.none')} />
        ) : (
          <ol>
            {items.map((item, index) => (
              <li id={`item-${item.id}`}>
                <p>
                  <strong>{item.title[lang]}</strong>
                </p>
                {item.kind === 'follow_up' && <FollowUp ctx={ctx} lines={data.followUp} />}
                <form method="post" action={change} class="button-row">
                  <HiddenFields fields={{ item: item.id }} />
                  {(['up', 'down', 'remove'] as const)
                    .filter((act) => !(act === 'up' && index === 0) && !(act === 'down' && index === items.length - 1))
                    .map((act) => (
                      <Button kind="quiet" name="act" value={act}>
                        {t(`meetings.agenda.${act}`)}
                        <span class="vh">: {item.title[lang]}</span>
                      </Button>
                    ))}
                </form>
              </li>
            ))}
          </ol>
        )}
        {!hasFollowUp && (
          <form method="post" action={ctx.url('meetings.agenda-add', { code: meeting.code })}>
            <HiddenFields
              fields={{
                kind: 'follow_up',
                titlees: ctx.house.translate.es('meetings.follow-up.title'),
                titleen: ctx.house.translate.en('meetings.follow-up.title'),
              }}
            />
            <p>
              {t('meetings.agenda.follow-up-hint')}{' '}
              <Button kind="secondary">{t('meetings.agenda.add-follow-up')}</Button>
            </p>
          </form>
        )}
        <h2>{t('meetings.agenda.add')}</h2>
        <form method="post" action={ctx.url('meetings.agenda-add', { code: meeting.code })}>
          <HiddenFields fields={{ kind: 'topic' }} />
          <Field
            lang={lang}
            name="titlees"
            label={t('meetings.field.title-es')}
            width="full"
            answerLang="es"
            maxLength={300}
            value={form.value('titlees')}
            error={form.error('titlees')}
          />
          <Field
            lang={lang}
            name="titleen"
            label={t('meetings.field.title-en')}
            width="full"
            answerLang="en"
            maxLength={300}
            value={form.value('titleen')}
            error={form.error('titleen')}
          />
          <Button>{t('meetings.agenda.add')}</Button>
        </form>
      </>
    ),
  };
}
