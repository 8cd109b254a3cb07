import type { View, ViewContext } from '../../../platform/system/index.ts';
import { PostButton } from '../../../ui/index.ts';

/** Asks before it ends the summaries. */
export function stopView(ctx: ViewContext, { mail }: { readonly mail: string }): View {
  const { t, lang } = ctx;
  return {
    title: t('mailbox.stop.title'),
    width: 'text',
    body: (
      <>
        <p>{t('mailbox.stop.about')}</p>
        <PostButton action={`/unsubscribe/${mail}`} fields={{ lang }}>
          {t('mailbox.stop.confirm')}
        </PostButton>
      </>
    ),
  };
}

export function stoppedView({ t, url }: ViewContext): View {
  return {
    title: t('mailbox.stopped.title'),
    width: 'text',
    body: (
      <p>
        {t('mailbox.stopped.about')} <a href={url('mailbox.settings')}>{t('mailbox.settings.title')}</a>
      </p>
    ),
  };
}
