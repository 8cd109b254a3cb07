import type { Lang } from '../../kernel/index.ts';
import { Candidate, type CandidateAct, type CandidateState } from '../review/candidate.tsx';
import { ReviewKeyHelp } from '../review/review-key-help.tsx';
import { type SourceParagraph, SourceText } from '../review/source-text.tsx';
import { SplitPane } from '../review/split-pane.tsx';
import { chooser, type Specimen } from './specimen.ts';

const TEXTS: readonly (readonly [number: string, text: string, state: CandidateState | undefined])[] = [
  ['1', 'Agradecer al país anfitrión por la organización de la reunión.', undefined],
  ['2', 'Los países nominarán un punto focal antes del 31 de enero de 2017.', 'confirmed'],
  ['3', 'La secretaría técnica convocará una reunión virtual en los dos primeros meses de 2017.', 'proposed'],
  ['4', 'Los países remitirán sus comentarios al glosario en el plazo de dos meses.', 'proposed'],
  ['5', 'Las delegaciones tomaron nota del estudio presentado.', 'rejected'],
];

const SOURCE: readonly SourceParagraph[] = TEXTS.map(([number, text, state]) => ({
  id: `p-${number}`,
  number: `${number}.`,
  text,
  marks: state === undefined ? [] : [{ start: 0, end: text.length - 1, candidate: `c-${number}`, state }],
}));

export function reviewSpecimens(lang: Lang): readonly Specimen[] {
  const t = chooser(lang);
  const acts: readonly CandidateAct[] = [
    { act: 'confirm', post: { action: '#' } },
    { act: 'edit', href: '#' },
    { act: 'reject', post: { action: '#' } },
    { act: 'split', href: '#' },
    { act: 'merge', post: { action: '#' } },
  ];
  const proposals = TEXTS.filter(([, , state]) => state !== undefined);
  return [
    {
      title: t('Informe y propuestas', 'Report and proposals'),
      node: (
        <>
          <ReviewKeyHelp lang={lang} />
          <SplitPane
            sourceTitle={t('Informe original', 'Original report')}
            source={<SourceText lang={lang} textLang="es" current="c-3" paragraphs={SOURCE} />}
            workTitle={t('Acuerdos propuestos', 'Proposed agreements')}
            work={proposals.map(([number, text, state = 'proposed'], index) => (
              <Candidate
                lang={lang}
                id={`c-${number}`}
                position={t(`${index + 1} de ${proposals.length}`, `${index + 1} of ${proposals.length}`)}
                title={text}
                titleLang="es"
                kind={t('Acuerdo', 'Agreement')}
                state={state}
                current={number === '3'}
                facts={[
                  {
                    label: t('Responsable', 'Responsible'),
                    value:
                      number === '3'
                        ? t('Secretaría técnica', 'Technical Secretariat')
                        : t('Países miembros', 'Member countries'),
                  },
                  {
                    label: t('Plazo', 'Deadline'),
                    value: number === '5' ? null : t('hasta el 28 feb 2017', 'until 28 Feb 2017'),
                  },
                ]}
                doubts={
                  number === '3'
                    ? [
                        t(
                          '«Los dos primeros meses» puede terminar el 28 feb o antes.',
                          '“The first two months” may end on 28 Feb or before.',
                        ),
                      ]
                    : undefined
                }
                acts={state === 'proposed' ? acts : acts.slice(1, 2)}
              />
            ))}
          />
        </>
      ),
    },
  ];
}
