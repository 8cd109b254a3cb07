import type { Lang } from '../../kernel/index.ts';
import { CheckAnswers } from '../flow/check-answers.tsx';
import { CopyLink } from '../flow/copy-link.tsx';
import { DetailsPanel } from '../flow/details-panel.tsx';
import { Dialog } from '../flow/dialog.tsx';
import { Disclosure } from '../flow/disclosure.tsx';
import { Interruption } from '../flow/interruption.tsx';
import { MaskedValue } from '../flow/masked-value.tsx';
import { Progress } from '../flow/progress.tsx';
import { QuickExit } from '../flow/quick-exit.tsx';
import { Receipt } from '../flow/receipt.tsx';
import { Button, ButtonLink, PostButton } from '../forms/button.tsx';
import { Facts } from '../lists/facts.tsx';
import { ErrorBody, type ErrorKind, errorTitle } from '../page/error-body.tsx';
import { Flash } from '../page/flash.tsx';
import { chooser, type Specimen } from './specimen.ts';

const ERRORS: readonly ErrorKind[] = [
  'not-found',
  'forbidden',
  'conflict',
  'too-large',
  'too-many',
  'expired',
  'fault',
];

export function flowSpecimens(lang: Lang): readonly Specimen[] {
  const t = chooser(lang);
  const name = t('Nombre', 'Name');
  return [
    {
      title: t('Avisos', 'Notices'),
      node: (
        <>
          <Flash lang={lang} tone="done" text={t('Su avance quedó registrado.', 'Your progress was recorded.')} />
          <Flash
            lang={lang}
            tone="notice"
            text={t('El archivo ya se había importado.', 'The file had already been imported.')}
          />
        </>
      ),
    },
    {
      title: t('Revisar respuestas', 'Check answers'),
      node: (
        <CheckAnswers
          lang={lang}
          answers={[
            { label: t('Punto focal', 'Focal point'), value: 'Persona Ejemplo', changeHref: '#' },
            { label: t('Teléfono', 'Telephone'), value: null, changeHref: '#' },
          ]}
          consequence={t(
            'Al enviar, la secretaría técnica recibirá la nominación.',
            'On sending, the Technical Secretariat receives the nomination.',
          )}
        >
          <PostButton action="#">{t('Enviar', 'Send')}</PostButton>
        </CheckAnswers>
      ),
    },
    {
      title: t('Interrupción', 'Interruption'),
      node: (
        <Interruption
          title={t('Va a retirar un acuerdo adoptado', 'You are about to drop an adopted agreement')}
          actions={
            <>
              <Button kind="warning">{t('Retirar el acuerdo', 'Drop the agreement')}</Button>
              <ButtonLink href="#">{t('Volver sin cambiar nada', 'Go back without changes')}</ButtonLink>
            </>
          }
        >
          <p>
            {t(
              'Los once países dejarán de verlo como pendiente. Hace falta la decisión del órgano.',
              'The eleven countries will no longer see it as open. A decision of the body is needed.',
            )}
          </p>
        </Interruption>
      ),
    },
    {
      title: t('Constancia', 'Receipt'),
      node: (
        <Receipt
          lang={lang}
          title={t('Nominación recibida', 'Nomination received')}
          reference="R-2017-0042"
          facts={[
            { label: t('Enviado por', 'Sent by'), value: 'Persona Ejemplo' },
            { label: t('Momento', 'Moment'), value: t('18 ene 2017, 14:05', '18 Jan 2017, 14:05') },
          ]}
        >
          <p>
            {t(
              'La secretaría técnica confirmará en cinco días.',
              'The Technical Secretariat will confirm within five days.',
            )}
          </p>
        </Receipt>
      ),
    },
    {
      title: t('Trabajo largo', 'Long job'),
      node: (
        <Progress
          lang={lang}
          steps={[
            { label: t('Archivo recibido', 'File received'), state: 'done', detail: '412 kB' },
            { label: t('Lectura de los puntos', 'Reading the points'), state: 'now' },
            { label: t('Propuesta de acuerdos', 'Proposing agreements'), state: 'pending' },
          ]}
          share={{ done: 12, of: 31 }}
        />
      ),
    },
    {
      title: t('Trabajo con falla y trabajo terminado', 'Failed job and finished job'),
      node: (
        <Progress
          lang={lang}
          steps={[
            { label: t('Exportar el registro', 'Exporting the register'), state: 'done' },
            {
              label: t('Enviar por correo', 'Sending by mail'),
              state: 'failed',
              detail: t('El servidor de correo no respondió.', 'The mail server did not answer.'),
            },
          ]}
          result={{ href: '#', label: t('Abrir el resultado', 'Open the result') }}
        />
      ),
    },
    {
      title: t('Diálogo y texto plegado', 'Dialog and folded text'),
      node: (
        <>
          <Dialog
            lang={lang}
            id="g-dialog"
            opener={t('Cómo citar', 'How to cite')}
            title={t('Cómo citar este acuerdo', 'How to cite this agreement')}
          >
            <p>{t('Conferencia de ejemplo, acuerdo A-2016-007.', 'Example conference, agreement A-2016-007.')}</p>
          </Dialog>
          <CopyLink lang={lang} href="#g-dialog" />
          <Disclosure summary={t('Por qué esta fecha', 'Why this date')}>
            <p>{t('Dos meses desde el día de la reunión.', 'Two months from the day of the meeting.')}</p>
          </Disclosure>
        </>
      ),
    },
    {
      title: t('Panel de detalle', 'Details panel'),
      node: (
        <DetailsPanel lang={lang} id="g-panel" title="A-2016-007" closeHref="#">
          <Facts
            lang={lang}
            stacked
            facts={[{ label: t('Responsable', 'Responsible'), value: t('11 países', '11 countries') }]}
          />
        </DetailsPanel>
      ),
    },
    {
      title: t('Datos de personas', 'Data about persons'),
      node: (
        <>
          <p>
            {name}: <MaskedValue lang={lang} label={name} revealHref="#" />
          </p>
          <p>
            {name}:{' '}
            <MaskedValue
              lang={lang}
              label={name}
              revealHref="#"
              revealed={{ value: 'Persona Ejemplo', until: '14:07' }}
            />
          </p>
          <QuickExit lang={lang} href="#" />
        </>
      ),
    },
    ...ERRORS.map((kind) => ({
      title: errorTitle(kind, lang),
      node: <ErrorBody lang={lang} kind={kind} homeHref="#" reference={kind === 'fault' ? 'F-7K3Q' : undefined} />,
    })),
  ];
}
