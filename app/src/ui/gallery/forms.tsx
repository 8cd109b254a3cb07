import { countriesInOrder, type Lang } from '../../kernel/index.ts';
import { Button, ButtonLink, PostButton } from '../forms/button.tsx';
import { Choices, Select } from '../forms/choices.tsx';
import { DateField } from '../forms/date-field.tsx';
import { ErrorSummary } from '../forms/error-summary.tsx';
import { Field, TextArea } from '../forms/field.tsx';
import { FileField } from '../forms/file-field.tsx';
import { FilterBar } from '../forms/filter-bar.tsx';
import { chooser, type Specimen } from './specimen.ts';

export function formSpecimens(lang: Lang): readonly Specimen[] {
  const t = chooser(lang);
  const countries = countriesInOrder(lang).map(({ code, name }) => ({ value: code, label: name[lang] }));
  const sourceMissing = t(
    'Falta la fuente. Escriba la norma o el enlace.',
    'The source is missing. Write the law or the link.',
  );
  const dateWrong = t(
    'Ese día no existe en el calendario. Revise el día y el mes.',
    'That day does not exist. Check the day and the month.',
  );
  return [
    {
      title: t('Resumen de errores', 'Error summary'),
      node: (
        <ErrorSummary
          lang={lang}
          faults={[
            { field: 'g-source', text: sourceMissing },
            { field: 'g-date', text: dateWrong },
          ]}
        />
      ),
    },
    {
      title: t('Preguntas', 'Questions'),
      node: (
        <form method="post" action="#" enctype="multipart/form-data" data-guard>
          <Field
            lang={lang}
            name="g-title"
            label={t('Título', 'Title')}
            width="full"
            value={t('Nominar punto focal', 'Nominate a focal point')}
          />
          <Field
            lang={lang}
            name="g-source"
            label={t('Fuente', 'Source')}
            hint={t('Norma, artículo o enlace público.', 'Law, article or public link.')}
            error={sourceMissing}
          />
          <DateField
            lang={lang}
            name="g-date"
            label={t('Fecha de vencimiento', 'Due date')}
            value="30 feb 2017"
            error={dateWrong}
          />
          <Field
            lang={lang}
            name="g-mail"
            type="email"
            label={t('Correo de contacto', 'Contact e-mail')}
            optional
            autocomplete="email"
          />
          <TextArea
            lang={lang}
            name="g-note"
            label={t('Avance', 'Progress')}
            hint={t('Diga qué se hizo y adónde mirar.', 'Say what was done and where to look.')}
          />
          <Select
            lang={lang}
            name="g-country"
            label={t('País', 'Country')}
            empty={t('Elija un país', 'Choose a country')}
            options={countries}
          />
          <Choices
            lang={lang}
            name="g-answer"
            answer="one"
            label={t('Respuesta de su país', 'Answer of your country')}
            error={t('Falta la respuesta. Elija una de las tres.', 'The answer is missing. Choose one of the three.')}
            options={[
              { value: 'agree', label: t('Sin observaciones', 'No comments') },
              {
                value: 'comment',
                label: t('Con observaciones', 'With comments'),
                hint: t('Podrá escribirlas en la página siguiente.', 'You can write them on the next page.'),
              },
              { value: 'later', label: t('Pedir prórroga', 'Ask for more time'), disabled: true },
            ]}
          />
          <Choices
            lang={lang}
            name="g-countries"
            answer="many"
            layout="columns"
            label={t('Países responsables', 'Responsible countries')}
            chosen={['CR', 'PA']}
            options={countries}
          />
          <FileField
            lang={lang}
            name="g-file"
            label={t('Informe de la reunión', 'Meeting report')}
            accept=".docx,.txt"
            hint={t('DOCX o TXT, hasta 20 MB.', 'DOCX or TXT, up to 20 MB.')}
          />
          <div class="button-row">
            <Button>{t('Guardar', 'Save')}</Button>
            <Button kind="secondary" name="then" value="next">
              {t('Guardar y seguir', 'Save and continue')}
            </Button>
            <Button kind="warning">{t('Retirar', 'Withdraw')}</Button>
            <ButtonLink href="#" kind="quiet">
              {t('Volver', 'Back')}
            </ButtonLink>
            <Button disabled describedBy="g-why">
              {t('Publicar', 'Publish')}
            </Button>
            <span id="g-why" class="hint">
              {t('Falta la segunda firma.', 'The second signature is missing.')}
            </span>
          </div>
        </form>
      ),
    },
    {
      title: t('Un acto sin preguntas', 'An act without questions'),
      node: (
        <PostButton action="#" fields={{ item: 'A-2016-007' }}>
          {t('Acusar recibo', 'Acknowledge receipt')}
        </PostButton>
      ),
    },
    {
      title: t('Filtros', 'Filters'),
      node: (
        <FilterBar
          lang={lang}
          action="#"
          keep={{ view: 'due' }}
          clearHref="#"
          result={t('14 acuerdos', '14 agreements')}
        >
          <Field lang={lang} name="q" id="g-q" type="search" label={t('Buscar', 'Search')} />
          <Select
            lang={lang}
            name="c"
            id="g-c"
            label={t('País', 'Country')}
            empty={t('Todos', 'All')}
            value="CR"
            options={countries}
          />
        </FilterBar>
      ),
    },
  ];
}
