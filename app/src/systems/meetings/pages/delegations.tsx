import { compareText } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices } from '../../../ui/index.ts';
import type { Delegation, Meeting } from '../meeting.ts';
import { crumbs } from './words.ts';

export interface DelegationsData {
  readonly meeting: Meeting;
  readonly delegations: readonly Delegation[];
  /** Everybody who may have taken part: the roll of the body, and others already noted. */
  readonly possible: readonly Omit<Delegation, 'attended'>[];
}

/** Who took part. A member that is not ticked was absent, and is still asked for what the meeting agrees. */
export function delegationsView(ctx: ViewContext, data: DelegationsData): View {
  const { t, lang } = ctx;
  const { meeting, possible } = data;
  const form = formState(ctx, 'meetings.delegations-save', {
    present: data.delegations
      .filter((one) => one.attended)
      .map((one) => one.party)
      .join('\n'),
  });
  const chosen = form.value('present').split('\n');
  const options = (isMember: boolean) =>
    possible
      .filter((one) => (one.capacity === 'member') === isMember)
      .toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang))
      .map((one) => ({ value: one.party, label: one.name[lang] }));
  return {
    title: t('meetings.delegations.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting),
    body: (
      <>
        {form.summary}
        <form method="post" action={ctx.url('meetings.delegations-save', { code: meeting.code })}>
          <Choices
            lang={lang}
            name="present"
            label={t('meetings.delegations.which-members')}
            hint={t('meetings.delegations.hint')}
            answer="many"
            layout="columns"
            chosen={chosen}
            options={options(true)}
          />
          <Choices
            lang={lang}
            name="present"
            id="others"
            label={t('meetings.delegations.which-others')}
            answer="many"
            layout="columns"
            chosen={chosen}
            options={options(false)}
          />
          <Button>{t('meetings.save')}</Button>
        </form>
      </>
    ),
  };
}
