import {
  COUNTRIES,
  countriesInOrder,
  formatDate,
  formatDistance,
  type Lang,
  type LocalDate,
} from '../../kernel/index.ts';
import { ButtonLink } from '../forms/button.tsx';
import { type ContactGroup, ContactList, type ContactWay, ContactWays } from '../lists/contact-list.tsx';
import { DueList } from '../lists/due-list.tsx';
import { EmptyState } from '../lists/empty-state.tsx';
import { Facts } from '../lists/facts.tsx';
import { StatusTag } from '../lists/status-tag.tsx';
import { TaskList } from '../lists/task-list.tsx';
import { Timeline } from '../lists/timeline.tsx';
import { Pagination } from '../page/pagination.tsx';
import { CountryGrid } from '../tables/country-grid.tsx';
import { DataTable } from '../tables/data-table.tsx';
import { chooser, type Specimen } from './specimen.ts';

const TODAY: LocalDate = '2017-01-18';

export function listSpecimens(lang: Lang): readonly Specimen[] {
  const t = chooser(lang);
  const due = (date: LocalDate) => ({ date, due: formatDate(date, lang), distance: formatDistance(TODAY, date, lang) });
  const eleven = t('11 países', '11 countries');
  return [
    {
      title: t('Lista por vencimiento', 'List by due date'),
      node: (
        <DueList
          level={3}
          groups={[
            {
              id: 'g-overdue',
              title: t('Vencido', 'Overdue'),
              tone: 'overdue',
              items: [
                {
                  code: 'A-2016-007',
                  href: '#',
                  title: t('Remitir comentarios al glosario', 'Send comments on the glossary'),
                  who: eleven,
                  ...due('2017-01-15'),
                  status: { tone: 'overdue', text: t('7 de 11 enviados', '7 of 11 sent') },
                  action: <ButtonLink href="#">{t('Informar avance', 'Report progress')}</ButtonLink>,
                },
              ],
            },
            {
              id: 'g-soon',
              title: t('Este mes', 'This month'),
              tone: 'soon',
              items: [
                {
                  code: 'A-2016-002',
                  href: '#',
                  title: t('Traducir el estudio al inglés', 'Translate the study into English'),
                  who: t('OIM', 'IOM'),
                  ...due('2017-01-28'),
                  status: { tone: 'active', text: t('En curso', 'In progress') },
                },
              ],
            },
            {
              id: 'g-later',
              title: t('Más adelante', 'Later'),
              items: [
                {
                  code: 'A-2016-019',
                  href: '#',
                  title:
                    'Elaborar y presentar para análisis y aprobación un borrador de Plan de Trabajo en materia de tráfico ilícito de personas migrantes y trata de personas',
                  titleLang: 'es',
                  note: t(
                    'Depende de la convocatoria de la secretaría técnica',
                    'Depends on the call of the Technical Secretariat',
                  ),
                  who: COUNTRIES.DO.name[lang],
                  due: t('Próxima reunión del GRCM', 'Next meeting of the RCGM'),
                  status: { tone: 'none', text: t('Aún no exigible', 'Not due yet') },
                },
              ],
            },
          ]}
        />
      ),
    },
    {
      title: t('Lista vacía', 'Empty list'),
      node: (
        <EmptyState
          title={t('Nada vence para su país.', 'Nothing is due from your country.')}
          action={<a href="#g-overdue">{t('Ver todos los acuerdos', 'See all agreements')}</a>}
        >
          {t('Aparecerá aquí lo que un informe le encargue.', 'What a report asks of it will appear here.')}
        </EmptyState>
      ),
    },
    {
      title: t('Lista de tareas', 'Task list'),
      node: (
        <TaskList
          tasks={[
            {
              label: t('Subir el informe', 'Upload the report'),
              href: '#',
              state: { tone: 'done', text: t('Hecho', 'Done') },
            },
            {
              label: t('Revisar las propuestas', 'Review the proposals'),
              href: '#',
              state: { tone: 'soon', text: t('Vence 20 ene 2017', 'Due 20 Jan 2017') },
            },
            {
              label: t('Circular', 'Circulate'),
              hint: t('Se abre al terminar la revisión.', 'Opens when the review is done.'),
              state: { tone: 'neutral', text: t('Aún no', 'Not yet') },
            },
          ]}
        />
      ),
    },
    {
      title: t('Palabras de estado', 'Words of state'),
      node: (
        <p>
          <StatusTag>{t('Sin comenzar', 'Not started')}</StatusTag>{' '}
          <StatusTag tone="active">{t('En curso', 'In progress')}</StatusTag>{' '}
          <StatusTag tone="soon">{t('Vence pronto', 'Due soon')}</StatusTag>{' '}
          <StatusTag tone="overdue">{t('Vencido', 'Overdue')}</StatusTag>{' '}
          <StatusTag tone="done">{t('Cumplido', 'Done')}</StatusTag>{' '}
          <StatusTag tone="none">{t('Sin dato', 'No data')}</StatusTag>
        </p>
      ),
    },
    {
      title: t('Datos de una cosa', 'Facts of one thing'),
      node: (
        <Facts
          lang={lang}
          facts={[
            { label: t('Responsable', 'Responsible'), value: eleven },
            { label: t('Entregable', 'Deliverable'), value: null },
          ]}
        />
      ),
    },
    {
      title: t('Países y asuntos abiertos', 'Countries and open items'),
      node: (
        <CountryGrid
          lang={lang}
          id="g-grid"
          caption={t('Asuntos abiertos por país', 'Open items by country')}
          columns={[
            { key: 'overdue', label: t('Vencidos', 'Overdue') },
            { key: 'month', label: t('Este mes', 'This month') },
            { key: 'later', label: t('Después', 'Later') },
          ]}
          counts={{
            BZ: { overdue: 0, month: 2, later: 4 },
            CR: { overdue: 1, month: 0, later: 12 },
            PA: { overdue: 0, month: 1 },
          }}
          hrefOf={(country, key) => `#${country}-${key}`}
        />
      ),
    },
    {
      title: t('Tabla densa', 'Dense table'),
      node: (
        <DataTable
          id="g-dense"
          dense
          caption={t('Notificaciones por país', 'Notices by country')}
          columns={[
            { head: t('País', 'Country'), rowHead: true, cell: ({ name }) => name[lang] },
            { head: t('Zona horaria', 'Time zone'), nowrap: true, cell: ({ zone }) => zone },
            { head: t('Leídas', 'Read'), numeric: true, cell: ({ zone }) => zone.length },
          ]}
          rows={countriesInOrder(lang)}
        />
      ),
    },
    {
      title: t('Tabla sin filas', 'Table without rows'),
      node: (
        <DataTable
          id="g-none"
          caption={t('Evidencias', 'Evidence')}
          columns={[{ head: t('Documento', 'Document'), cell: String }]}
          rows={[]}
          empty={t('Ningún país ha enviado evidencia todavía.', 'No country has sent evidence yet.')}
        />
      ),
    },
    {
      title: t('Páginas de una lista', 'Pages of a list'),
      node: <Pagination lang={lang} page={6} pages={23} hrefOf={(page) => `#p${page}`} />,
    },
    {
      title: t('Historia', 'History'),
      node: (
        <Timeline
          lang={lang}
          events={[
            {
              state: 'done',
              when: formatDate('2016-11-15', lang),
              datetime: '2016-11-15',
              title: t('Acordado en la reunión', 'Agreed at the meeting'),
            },
            {
              state: 'done',
              when: formatDate('2016-11-20', lang),
              datetime: '2016-11-20',
              title: t('Circulado', 'Circulated'),
              by: t('Secretaría técnica', 'Technical Secretariat'),
              children: <p class="hint">{t('Leído por 9 de 11 países.', 'Read by 9 of 11 countries.')}</p>,
            },
            { state: 'now', title: t('Comentarios de los países', 'Comments of the countries') },
            { state: 'pending', title: t('Versión consolidada', 'Consolidated version') },
          ]}
        />
      ),
    },
    {
      title: t('Personas a quienes llamar', 'People to call'),
      node: <ContactList groups={contactGroups(lang)} />,
    },
    {
      title: t('Cómo localizar a una persona', 'How to reach a person'),
      node: <ContactWays ways={waysToReach(lang)} large />,
    },
  ];
}

function waysToReach(lang: Lang): readonly ContactWay[] {
  const t = chooser(lang);
  const name = 'Persona Ejemplo 1';
  return [
    {
      shown: '+504 0000-0141',
      href: 'tel:+50400000141',
      kind: t('Móvil', 'Mobile'),
      label: t(`Llamar al móvil de ${name}`, `Call the mobile of ${name}`),
    },
    {
      shown: 'persona1.hn@ejemplo.invalid',
      href: 'mailto:persona1.hn@ejemplo.invalid',
      label: t(`Escribir a ${name}`, `Write to ${name}`),
    },
  ];
}

function contactGroups(lang: Lang): readonly ContactGroup[] {
  const t = chooser(lang);
  const ways = waysToReach(lang);
  const verified = t('Verificado el 3 ene 2017', 'Verified on 3 Jan 2017');
  return [
    {
      id: 'g-contacts',
      title: 'Honduras',
      note: t('Hora de Tegucigalpa', 'Time of Tegucigalpa'),
      contacts: [
        {
          name: 'Persona Ejemplo 1',
          href: '#',
          roles: [t('Oficial de enlace', 'Liaison officer'), t('Punto focal · Visas', 'Focal point · Visas')],
          post: t('Dirección de ejemplo', 'Example directorate'),
          ways,
          verified,
        },
        {
          name: 'Persona Ejemplo 2',
          href: '#',
          roles: [t('Suplente', 'Alternate')],
          post: 'Example directorate',
          postLang: 'en',
          ways: ways.slice(1),
          verified,
          status: { tone: 'soon', text: t('Por reconfirmar', 'To be reconfirmed') },
        },
      ],
    },
  ];
}
