import type { Work } from '../../../engines/documents/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Field, FileField } from '../../../ui/index.ts';
import { crumbs, titleIn } from './words.ts';

const ACCEPT = '.docx,.doc,.pdf,.txt,.xlsx';

/** The form that takes the files of a new document, or of a new version of one. */
export function uploadView(ctx: ViewContext, { work }: { readonly work: Work | null }): View {
  const { t, lang } = ctx;
  const command = work ? 'library.version-add' : 'library.create';
  const form = formState(ctx, command);
  const code = form.code === 'library.refusal.duplicate' ? ctx.attempt?.refusal.details?.['code'] : undefined;
  return {
    title: t(work ? 'library.upload.title-version' : 'library.upload.title'),
    width: 'text',
    section: 'library.list',
    crumbs: crumbs(ctx, work ?? undefined),
    body: (
      <>
        {form.summary}
        {code !== undefined && (
          <p>
            <a href={ctx.url('library.detail', { code })}>{t('library.upload.open-existing')}</a>
          </p>
        )}
        <p>
          {work
            ? t('library.upload.what-version', { title: titleIn(work.title, lang).text })
            : t(ctx.can('work.classify') ? 'library.upload.what' : 'library.upload.what-brought')}
        </p>
        <form
          method="post"
          enctype="multipart/form-data"
          action={work ? ctx.url(command, { code: work.code }) : ctx.url(command)}
        >
          <FileField
            lang={lang}
            name="filees"
            label={t('library.field.file-es')}
            hint={t('library.hint.file')}
            accept={ACCEPT}
            optional
            error={form.error('filees')}
          />
          <FileField
            lang={lang}
            name="fileen"
            label={t('library.field.file-en')}
            hint={t('library.hint.file-other')}
            accept={ACCEPT}
            optional
            error={form.error('fileen')}
          />
          {work === null && (
            <>
              <Field
                lang={lang}
                name="titlees"
                label={t('library.field.title-es')}
                hint={t('library.hint.title')}
                optional
                width="full"
                answerLang="es"
                maxLength={300}
                value={form.value('titlees')}
                error={form.error('titlees')}
              />
              <Field
                lang={lang}
                name="titleen"
                label={t('library.field.title-en')}
                optional
                width="full"
                answerLang="en"
                maxLength={300}
                value={form.value('titleen')}
                error={form.error('titleen')}
              />
            </>
          )}
          <Button>{t('library.upload.send')}</Button>
        </form>
      </>
    ),
  };
}
