import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices } from '../../../ui/index.ts';
import type { Meeting } from '../meeting.ts';
import { crumbs } from './words.ts';

export interface BeginData {
  readonly meeting: Meeting;
  /** Agreements that the register would bring into the draft. */
  readonly followed: number;
}

/** A report that is written here from its first word, with what the register knows already in it. */
export function beginView(ctx: ViewContext, data: BeginData): View {
  const { t, lang } = ctx;
  const { meeting } = data;
  const form = formState(ctx, 'meetings.report-create', { textlang: lang, from: 'register' });
  return {
    title: t('meetings.begin.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting),
    body: (
      <>
        {form.summary}
        <form method="post" action={ctx.url('meetings.report-create', { code: meeting.code })}>
          <Choices
            lang={lang}
            name="textlang"
            label={t('meetings.begin.lang')}
            hint={t('meetings.begin.lang-hint')}
            answer="one"
            layout="inline"
            chosen={[form.value('textlang')]}
            options={(['es', 'en'] as const).map((one) => ({ value: one, label: t(`meetings.lang.${one}`) }))}
          />
          <Choices
            lang={lang}
            name="from"
            label={t('meetings.begin.from')}
            answer="one"
            chosen={[form.value('from')]}
            options={[
              {
                value: 'register',
                label: t('meetings.begin.from-register', { count: data.followed }),
                hint: t('meetings.begin.from-register-hint'),
              },
              { value: 'empty', label: t('meetings.begin.from-empty') },
            ]}
          />
          <Button>{t('meetings.begin.save')}</Button>
        </form>
      </>
    ),
  };
}
