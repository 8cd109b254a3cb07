import type { Lang } from '../../kernel/index.ts';
import { CommentThread } from '../texts/comment-thread.tsx';
import { DeadlineText } from '../texts/deadline-text.tsx';
import { DiffText } from '../texts/diff-text.tsx';
import { SourceQuote } from '../texts/source-quote.tsx';
import { chooser, type Specimen } from './specimen.ts';

const SENTENCE =
  'Los países enviarán sus observaciones al texto dentro del plazo de dos meses contados desde esta reunión.';

export function textSpecimens(lang: Lang): readonly Specimen[] {
  const t = chooser(lang);
  const start = SENTENCE.indexOf('dentro');
  const source = t('Informe de ejemplo, punto 7', 'Example report, point 7');
  return [
    {
      title: t('Frase original', 'Source sentence'),
      node: (
        <SourceQuote
          lang={lang}
          text={SENTENCE}
          textLang="es"
          source={source}
          sourceHref="#"
          highlights={[{ start, end: start + 'dentro del plazo de dos meses'.length }]}
        />
      ),
    },
    {
      title: t('Plazo calculado', 'Computed deadline'),
      node: (
        <p>
          <DeadlineText
            lang={lang}
            date="2017-01-15"
            today="2017-01-18"
            hour={t('23:59, hora de Costa Rica (UTC−6)', '23:59, Costa Rica time (UTC−6)')}
            words={t('dos meses desde la reunión del 15 nov 2016', 'two months from the meeting of 15 Nov 2016')}
            sourceHref="#"
            sourceLabel={source}
          />
        </p>
      ),
    },
    {
      title: t('Plazo que aún no tiene fecha', 'Deadline without a date yet'),
      node: (
        <p>
          <DeadlineText
            lang={lang}
            date={null}
            today="2017-01-18"
            words={t('próxima reunión del GRCM, que no tiene fecha', 'next meeting of the RCGM, which has no date')}
            sourceHref="#"
            sourceLabel={source}
          />
        </p>
      ),
    },
    {
      title: t('Diferencias', 'Differences'),
      node: (
        <DiffText
          lang={lang}
          textLang="es"
          parts={[
            { kind: 'same', text: 'Los países enviarán sus observaciones ' },
            { kind: 'removed', text: 'a la brevedad' },
            { kind: 'added', text: 'dentro de dos meses' },
            { kind: 'same', text: '.' },
          ]}
        />
      ),
    },
    {
      title: t('Comentarios', 'Comments'),
      node: (
        <CommentThread
          lang={lang}
          label={t('Comentarios al punto 7', 'Comments on point 7')}
          comments={[
            {
              id: 'g-comment-1',
              author: 'Persona Ejemplo',
              organisation: 'Costa Rica',
              when: t('20 nov 2016, 10:15', '20 Nov 2016, 10:15'),
              datetime: '2016-11-20T16:15:00Z',
              text: 'Se propone decir «persona migrante».',
              textLang: 'es',
              carriedFrom: '1',
            },
            {
              id: 'g-comment-2',
              author: 'Persona Ejemplo Dos',
              organisation: t('Canadá', 'Canada'),
              when: t('17 ene 2017, 09:00', '17 Jan 2017, 09:00'),
              datetime: '2017-01-17T14:00:00Z',
              text: 'Agreed.',
              textLang: 'en',
              late: true,
            },
          ]}
        />
      ),
    },
  ];
}
