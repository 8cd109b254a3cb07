import type { VNode } from 'preact';
import { formatDate, LANGS, type Lang } from '../../../kernel/index.ts';
import { DIGESTS, type NotificationSetting } from '../../../platform/mail/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  ButtonLink,
  Choices,
  CopyLink,
  ErrorSummary,
  Facts,
  type FieldFault,
  HiddenFields,
  PostButton,
  Select,
} from '../../../ui/index.ts';
import { zoneChoices } from '../zones.ts';

export interface SettingsData {
  readonly setting: NotificationSetting;
  /** Zone of the reader's country. */
  readonly ownZone: string;
  readonly mayStop: boolean;
  /** Null while no address was made; `file` is null when it cannot be shown again. */
  readonly calendar: { readonly file: string | null; readonly lastReadOn: string | null } | null;
  readonly mails: boolean;
}

const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { es: 'Español', en: 'English' };

/** How the reader is told: how often, when, in which language, and in their own calendar. */
export function settingsView(ctx: ViewContext, data: SettingsData): View {
  const { t } = ctx;
  const { attempt } = ctx;
  const fields = Object.entries(attempt?.refusal.fields ?? {});
  const faults: readonly FieldFault[] = !attempt
    ? []
    : fields.length > 0
      ? fields.map(([field, key]) => ({ field, text: t(key) }))
      : [{ text: t(attempt.refusal.code, attempt.refusal.details) }];
  return {
    title: t('mailbox.settings.title'),
    lede: t('mailbox.settings.lede'),
    width: 'text',
    actions: data.mails && <ButtonLink href={ctx.url('mailbox.list')}>{t('mailbox.title')}</ButtonLink>,
    body: (
      <>
        {faults.length > 0 && <ErrorSummary lang={ctx.lang} faults={faults} />}
        <SettingsForm ctx={ctx} data={data} />
        <section aria-labelledby="at-once">
          <h2 id="at-once">{t('mailbox.at-once.title')}</h2>
          <ul>
            <li>{t('mailbox.at-once.due')}</li>
            <li>{t('mailbox.at-once.meeting')}</li>
            <li>{t('mailbox.at-once.account')}</li>
          </ul>
        </section>
        <Calendar ctx={ctx} calendar={data.calendar} />
      </>
    ),
  };
}

function SettingsForm({ ctx, data }: { readonly ctx: ViewContext; readonly data: SettingsData }): VNode {
  const { t, lang } = ctx;
  const { setting } = data;
  const attempt = ctx.attempt?.command === 'mailbox.settings-save' ? ctx.attempt : undefined;
  const present: Readonly<Record<string, string>> = {
    lang: setting.lang ?? lang,
    zone: setting.zone ?? data.ownZone,
    digest: setting.digest === 'none' && !data.mayStop ? 'weekly' : setting.digest,
  };
  const value = (name: string): string => attempt?.values[name] ?? present[name] ?? '';
  const error = (name: string): string | undefined => {
    const key = attempt?.refusal.fields?.[name];
    return key === undefined ? undefined : t(key);
  };
  return (
    <form method="post" action={ctx.url('mailbox.settings-save')}>
      <HiddenFields fields={{ version: String(setting.version) }} />
      <Choices
        lang={lang}
        name="digest"
        label={t('mailbox.digest.label')}
        hint={t('mailbox.digest.hint')}
        answer="one"
        chosen={[value('digest')]}
        error={error('digest')}
        options={DIGESTS.filter((digest) => digest !== 'none' || data.mayStop).map((digest) => ({
          value: digest,
          label: t(`mailbox.digest.${digest}`),
        }))}
      />
      {!data.mayStop && <p class="hint">{t('mailbox.digest.must')}</p>}
      <Select
        lang={lang}
        name="zone"
        label={t('mailbox.zone')}
        value={value('zone')}
        error={error('zone')}
        options={zoneChoices(lang)}
      />
      <Choices
        lang={lang}
        name="lang"
        label={t('mailbox.lang')}
        answer="one"
        layout="inline"
        chosen={[value('lang')]}
        error={error('lang')}
        options={LANGS.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
      />
      <div class="button-row">
        <Button>{t('mailbox.settings.save')}</Button>
      </div>
    </form>
  );
}

function Calendar({
  ctx,
  calendar,
}: {
  readonly ctx: ViewContext;
  readonly calendar: SettingsData['calendar'];
}): VNode {
  const { t, lang } = ctx;
  const make = ctx.url('mailbox.calendar-make');
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{t('mailbox.calendar.title')}</h2>
      <p>{t('mailbox.calendar.about')}</p>
      {calendar === null ? (
        <PostButton kind="secondary" action={make}>
          {t('mailbox.calendar.make')}
        </PostButton>
      ) : (
        <>
          <Facts
            lang={lang}
            facts={[
              {
                label: t('mailbox.calendar.address'),
                value:
                  calendar.file === null ? (
                    t('mailbox.calendar.lost')
                  ) : (
                    <>
                      <a href={calendar.file}>{calendar.file}</a> <CopyLink lang={lang} href={calendar.file} />
                    </>
                  ),
              },
              {
                label: t('mailbox.calendar.last-read'),
                value:
                  calendar.lastReadOn === null ? t('mailbox.calendar.never') : formatDate(calendar.lastReadOn, lang),
              },
            ]}
          />
          <p class="hint">{t('mailbox.calendar.secret')}</p>
          <div class="button-row">
            <PostButton kind="secondary" action={make}>
              {t('mailbox.calendar.renew')}
            </PostButton>
            <PostButton kind="warning" action={ctx.url('mailbox.calendar-revoke')}>
              {t('mailbox.calendar.revoke')}
            </PostButton>
          </div>
        </>
      )}
    </section>
  );
}
