import type { VNode } from 'preact';
import type { Basis, Recipient, Work, WorkVersion } from '../../../engines/documents/index.ts';
import { compareText, formatDate, formatDistance, type Lang, type Refusal } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DateField, Disclosure, ErrorSummary, HiddenFields } from '../../../ui/index.ts';
import type { Named, NamedMeeting } from '../names.ts';
import { sorted } from './classify.tsx';
import { crumbs, inLangOrder, shortName } from './words.ts';

export interface SendData {
  readonly work: Work;
  readonly versions: readonly WorkVersion[];
  readonly readers: readonly string[];
  readonly correspondents: readonly Recipient[];
  readonly names: ReadonlyMap<string, Named>;
  readonly meeting: NamedMeeting | undefined;
  readonly preview:
    | {
        readonly basis: Basis;
        readonly recipients: readonly Recipient[];
        readonly shut: readonly Recipient[];
        readonly acknowledgeBy: string | null;
      }
    | undefined;
  /** Why there is no preview of what was asked. */
  readonly refusal: Refusal | undefined;
  readonly asked: { readonly basis: Basis | undefined; readonly party: readonly string[]; readonly by: string };
}

/** To whom a document goes: first chosen, then shown by name, then sent. */
export function sendView(ctx: ViewContext, data: SendData): View {
  const { t, lang } = ctx;
  const { work, preview } = data;
  const form = formState(ctx, 'library.sent');
  return {
    title: t('library.send.title'),
    width: 'text',
    section: 'library.list',
    crumbs: crumbs(ctx, work),
    lede: shortName(work, lang),
    body: (
      <>
        {form.summary}
        {data.versions.length === 0 ? (
          <p>{t('library.refusal.not-available')}</p>
        ) : preview ? (
          <Preview ctx={ctx} data={data} preview={preview} />
        ) : (
          <Chooser ctx={ctx} data={data} />
        )}
      </>
    ),
  };
}

function Chooser({ ctx, data }: { readonly ctx: ViewContext; readonly data: SendData }): VNode {
  const { t, lang } = ctx;
  const { work, names, meeting, refusal, asked } = data;
  const fields = refusal?.fields ?? {};
  const error = (name: string): string | undefined => (fields[name] === undefined ? undefined : t(fields[name]));
  const body = work.body === null ? undefined : names.get(work.body);
  return (
    <>
      {refusal && (
        <ErrorSummary lang={lang} faults={Object.entries(fields).map(([field, key]) => ({ field, text: t(key) }))} />
      )}
      <form method="get" action={ctx.url('library.send', { code: work.code })}>
        <Choices
          lang={lang}
          name="basis"
          label={t('library.send.to')}
          answer="one"
          chosen={[asked.basis ?? (body ? 'body' : meeting ? 'meeting' : 'parties')]}
          error={error('basis')}
          options={[
            ...(body
              ? [
                  {
                    value: 'body',
                    label: t('library.send.body', { body: body.name[lang] }),
                    hint: t('library.send.body-hint'),
                  },
                ]
              : []),
            ...(meeting
              ? [{ value: 'meeting', label: t('library.send.meeting', { meeting: meeting.title[lang] }) }]
              : []),
            { value: 'parties', label: t('library.send.parties') },
          ]}
        />
        <Disclosure
          summary={t('library.send.choose')}
          open={asked.basis === 'parties' || error('party') !== undefined || (!body && !meeting)}
        >
          <Choices
            lang={lang}
            name="party"
            label={t('library.send.recipients')}
            answer="many"
            optional
            layout="columns"
            chosen={asked.party.length > 0 ? asked.party : data.readers}
            error={error('party')}
            options={sorted(names, lang, ['country', 'organisation', 'civil_society'])}
          />
        </Disclosure>
        <DateField
          lang={lang}
          name="by"
          label={t('library.send.by')}
          hint={t('library.send.by-hint')}
          optional
          value={asked.by}
          error={error('by')}
        />
        <Button>{t('library.send.preview')}</Button>
      </form>
    </>
  );
}

function Preview({
  ctx,
  data,
  preview,
}: {
  readonly ctx: ViewContext;
  readonly data: SendData;
  readonly preview: NonNullable<SendData['preview']>;
}): VNode {
  const { t, lang } = ctx;
  const { work, names, asked } = data;
  const back = ctx.url('library.send', { code: work.code });
  return (
    <>
      <p>
        {inLangOrder(data.versions)
          .map((version) =>
            t('library.send.version', {
              lang: t(`library.lang.${version.lang}`),
              number: version.number,
              hash: version.sha256.slice(0, 12),
            }),
          )
          .join(' · ')}
      </p>
      {data.versions.length === 1 && <p class="hint">{t('library.send.one-language')}</p>}
      <p>
        {preview.acknowledgeBy === null
          ? t('library.send.no-acknowledgement')
          : t('library.send.acknowledge-by', {
              date: formatDate(preview.acknowledgeBy, lang),
              distance: formatDistance(ctx.today, preview.acknowledgeBy, lang),
            })}
      </p>
      <h2>{t('library.send.will-receive', { count: preview.recipients.length })}</h2>
      <p>{namesOf(preview.recipients, names, lang)}</p>
      {preview.shut.length > 0 && (
        <p>
          <strong>{t('library.send.shut', { class: t(`library.class.${work.class}`) })}</strong>{' '}
          {namesOf(preview.shut, names, lang)}
        </p>
      )}
      {preview.shut.length > 0 && preview.basis === 'parties' ? (
        <p class="button-row">
          <a href={ctx.url('library.classify', { code: work.code })}>{t('library.send.widen')}</a>
          <a href={back}>{t('library.send.change')}</a>
        </p>
      ) : (
        <form method="post" action={ctx.url('library.sent', { code: work.code })} class="button-row">
          <HiddenFields
            fields={{
              basis: preview.basis,
              by: asked.by,
              expected: preview.recipients.map(({ code }) => code).join(' '),
            }}
          />
          {preview.basis === 'parties' && asked.party.map((code) => <input type="hidden" name="party" value={code} />)}
          <Button>{t('library.send.send', { count: preview.recipients.length })}</Button>
          <a href={back}>{t('library.send.change')}</a>
        </form>
      )}
    </>
  );
}

function namesOf(recipients: readonly Recipient[], names: ReadonlyMap<string, Named>, lang: Lang): string {
  return recipients
    .map(({ code }) => names.get(code)?.name[lang] ?? code)
    .toSorted((a, b) => compareText(a, b, lang))
    .join(', ');
}
