import type { Lang } from '../../kernel/index.ts';
import type { PrintDocument } from './print-document.ts';

/** A document that uses every block, for tests: visibly fictional, in the words of `lang`. */
export function sampleDocument(lang: Lang): PrintDocument {
  return lang === 'es' ? SPANISH : ENGLISH;
}

const SPANISH: PrintDocument = {
  lang: 'es',
  title: 'Informe de la reunión de ejemplo',
  subject: 'Puntos acordados',
  author: 'Secretaría de ejemplo',
  issuedAt: new Date('2016-11-15T18:00:00Z'),
  symbol: 'EJ/RFE/2016/INF-01',
  header: 'Conferencia de ejemplo',
  footer: 'Versión en español',
  exampleNotice: 'Datos de ejemplo',
  blocks: [
    {
      kind: 'title',
      lines: [
        { level: 'body', text: 'CONFERENCIA DE EJEMPLO' },
        { level: 'title', text: 'INFORME DE LA REUNIÓN DE EJEMPLO' },
        { level: 'detail', text: 'Ciudad Ejemplo, XA' },
      ],
    },
    { kind: 'heading', level: 1, text: 'Participantes' },
    {
      kind: 'participants',
      groups: [
        {
          name: 'País XA',
          people: [{ name: 'Persona Ejemplo', post: 'jefa de delegación' }, { name: 'Otra Persona' }],
        },
      ],
    },
    { kind: 'spacer' },
    { kind: 'heading', level: 1, text: 'Puntos acordados' },
    { kind: 'paragraph', content: 'La Red de ejemplo, reunida en Ciudad Ejemplo, acordó los puntos que siguen.' },
    {
      kind: 'list',
      marker: 'number',
      items: [
        { content: 'Agradecer a las delegaciones por compartir sus esfuerzos.' },
        {
          content: 'Respecto a la actualización de las matrices:',
          more: [
            {
              kind: 'list',
              marker: 'number',
              items: [
                { content: 'Agradecer a la organización por la presentación del estudio.' },
                {
                  content: 'Instar a los países a nominar puntos focales:',
                  more: [
                    {
                      kind: 'list',
                      marker: 'number',
                      items: [{ content: 'uno para el tema de tráfico;' }, { content: 'uno para el tema de trata.' }],
                    },
                  ],
                },
              ],
            },
            { kind: 'note', label: 'NOTA:', content: 'El estudio se encuentra únicamente en español.' },
            { kind: 'paragraph', content: 'Quedan además pendientes:' },
            { kind: 'list', marker: 'number', items: [{ content: 'la traducción del estudio.' }] },
          ],
        },
        {
          content: 'Acerca del glosario:',
          more: [
            {
              kind: 'list',
              marker: 'bullet',
              items: [{ content: 'revisar cada término;' }, { content: 'remitir comentarios.' }],
            },
            { kind: 'list', marker: 'number', items: [{ content: 'plazo de dos meses.' }] },
          ],
        },
      ],
    },
    { kind: 'heading', level: 2, text: 'Otros asuntos' },
    {
      kind: 'list',
      marker: 'number',
      start: 4,
      items: [
        {
          content: [
            { text: 'Se presentará ' },
            { text: 'el borrador', bold: true },
            { text: ' en la ' },
            { text: 'próxima', italic: true },
            { text: ' reunión', footnote: 'La fecha se comunicará después.' },
            { text: ' (' },
            { text: 'documento', href: 'https://example.org/documento?a=1&b=2' },
            { text: ', ' },
            { text: 'sitio', href: 'javascript:alert(1)' },
            { text: ').' },
          ],
        },
      ],
    },
    {
      kind: 'paragraph',
      align: 'left',
      content: [
        { text: 'Plazo de ' },
        { text: 'dos', change: 'deleted' },
        { text: 'tres', change: 'inserted' },
        { text: ' meses.\nFirmado.' },
      ],
    },
    { kind: 'pageBreak', orientation: 'landscape' },
    { kind: 'heading', level: 1, text: 'Anexo. Registro de acuerdos' },
    {
      kind: 'table',
      caption: 'Acuerdos por vencimiento',
      columns: [
        { header: 'Acuerdo', width: 2 },
        { header: 'Responsable', width: 2 },
        { header: 'Vence', width: 1, align: 'right' },
      ],
      rows: [
        ['A-2016-001', 'País XA', '15 ene 2017'],
        ['A-2016-002', [{ text: 'Organización', bold: true }, { text: ' de ejemplo' }], 'sin plazo'],
      ],
    },
  ],
};

const ENGLISH: PrintDocument = {
  lang: 'en',
  title: 'Report of the example meeting',
  issuedAt: new Date('2016-11-15T18:00:00Z'),
  symbol: 'EX/LON/2016/INF-01',
  blocks: [
    {
      kind: 'title',
      lines: [
        { level: 'title', text: 'REPORT OF THE EXAMPLE MEETING' },
        { level: 'detail', text: '15 November 2016' },
      ],
    },
    {
      kind: 'list',
      marker: 'number',
      items: [{ content: 'Thank the delegations.' }, { content: 'Send comments within two months.' }],
    },
    { kind: 'pageBreak' },
    { kind: 'paragraph', content: 'End of the report.' },
  ],
};
