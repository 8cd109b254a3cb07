import { type Bilingual, formatLongDate, type Lang, type LocalDate } from '../../kernel/index.ts';

/** A paper of the example library. Every word of it is invented. */
export interface ExampleWork {
  readonly body: string;
  readonly series: string;
  readonly class: 'public' | 'members' | 'delegations' | 'restricted';
  readonly readers?: readonly string[];
  readonly daysAgo: number;
  readonly title: Bilingual;
  readonly says: Bilingual;
}

/** The text of a paper as its file holds it. */
export function textOf(work: ExampleWork, lang: Lang, dated: LocalDate): string {
  const note =
    lang === 'es'
      ? 'Documento de ejemplo. Su contenido es inventado y no describe la posición ni la norma de ningún país.'
      : 'Example document. Its content is invented and describes neither the position nor the law of any country.';
  return `${work.title[lang]}\n${formatLongDate(dated, lang)}\n\n${note}\n\n${work.says[lang]}\n`;
}

function work(
  [body, series, kind, daysAgo]: readonly [string, string, ExampleWork['class'], number],
  title: readonly [string, string],
  says: readonly [string, string],
  readers?: readonly string[],
): ExampleWork {
  return {
    body,
    series,
    class: kind,
    daysAgo,
    title: { es: title[0], en: title[1] },
    says: { es: says[0], en: says[1] },
    ...(readers ? { readers } : {}),
  };
}

/** The first is sent with a request to acknowledge it, the second gets a second version. */
export const EXAMPLE_WORKS: readonly ExampleWork[] = [
  work(
    ['RFE', 'PLA', 'members', 12],
    ['Plan de trabajo de la Red, borrador de ejemplo', 'Work plan of the Network, example draft'],
    [
      'El plan de ejemplo propone tres líneas: capacitación de oficiales de enlace, intercambio de información y asistencia a víctimas de trata de personas.',
      'The example plan proposes three lines: training of liaison officers, exchange of information and assistance to victims of trafficking in persons.',
    ],
  ),
  work(
    ['CRM', 'DOC', 'public', 400],
    [
      'Guía de ejemplo para la atención de niñas, niños y adolescentes no acompañados',
      'Example guide for the care of unaccompanied children and adolescents',
    ],
    [
      'La guía de ejemplo describe la primera entrevista, el interés superior de la niñez y la comunicación consular.',
      'The example guide describes the first interview, the best interests of the child and consular communication.',
    ],
  ),
  work(
    ['GAH', 'DOC', 'members', 350],
    [
      'Nota de ejemplo sobre flujos migratorios extracontinentales',
      'Example note on extra-continental migration flows',
    ],
    [
      'La nota de ejemplo resume preguntas que los países se hicieron sobre personas migrantes extracontinentales: interpretación, documentación y rutas.',
      'The example note sums up questions that countries asked about extra-continental migrants: interpretation, documents and routes.',
    ],
  ),
  work(
    ['GRCM', 'INF', 'public', 720],
    ['Informe de ejemplo del Grupo Regional de Consulta', 'Example report of the Regional Consultation Group'],
    [
      'Las delegaciones de ejemplo revisaron el seguimiento de los acuerdos y la fecha de la próxima reunión.',
      'The example delegations reviewed the follow-up of agreements and the date of the next meeting.',
    ],
  ),
  work(
    ['CRM', 'DEC', 'public', 1100],
    ['Declaración de ejemplo sobre integración', 'Example declaration on integration'],
    [
      'La declaración de ejemplo habla de la contribución de las personas migrantes y de la cooperación consular.',
      'The example declaration speaks of the contribution of migrants and of consular cooperation.',
    ],
  ),
  work(
    ['RFE', 'DOC', 'delegations', 9],
    ['Documento de sala de ejemplo: puntos de contacto', 'Example room document: points of contact'],
    [
      'Lista de ejemplo de lo que un punto de contacto debería informar: horario, idioma y sustituto.',
      'Example list of what a point of contact should tell: hours, language and alternate.',
    ],
  ),
  work(
    ['CRM', 'NOT', 'restricted', 30],
    ['Nota reservada de ejemplo sobre presupuesto', 'Example restricted note on the budget'],
    [
      'Cifras inventadas del presupuesto de ejemplo, para la Presidencia y dos delegaciones.',
      'Invented figures of the example budget, for the Presidency and two delegations.',
    ],
    ['MX', 'HN'],
  ),
  work(
    ['CRM', 'DOC', 'public', 800],
    ['Glosario de ejemplo de términos migratorios', 'Example glossary of migration terms'],
    [
      'El glosario de ejemplo distingue tráfico ilícito de migrantes y trata de personas, que son delitos diferentes.',
      'The example glossary tells smuggling of migrants from trafficking in persons, which are different crimes.',
    ],
  ),
  work(
    ['GRCM', 'DOC', 'members', 200],
    ['Cuadro de ejemplo de requisitos de visa', 'Example table of visa requirements'],
    [
      'Cada país de ejemplo indica categorías de visa, requisitos y enlaces; falta confirmar dos columnas.',
      'Each example country states visa categories, requirements and links; two columns are to be confirmed.',
    ],
  ),
  work(
    ['RFE', 'INF', 'public', 380],
    ['Informe de ejemplo de un taller sobre retorno digno', 'Example report of a workshop on dignified return'],
    [
      'El taller de ejemplo trató el retorno ordenado, seguro y digno por vía terrestre y aérea.',
      'The example workshop dealt with orderly, safe and dignified return by land and air.',
    ],
  ),
  work(
    ['CRM', 'DOC', 'members', 150],
    ['Matriz de ejemplo de indicadores estadísticos', 'Example matrix of statistical indicators'],
    [
      'La matriz de ejemplo dice qué cuadros existen, en qué años y con qué fuente.',
      'The example matrix says which tables exist, for which years and from which source.',
    ],
  ),
  work(
    ['GAH', 'INF', 'public', 260],
    ['Relatoría de ejemplo de una reunión virtual', 'Example minutes of a virtual meeting'],
    [
      'Se probaron la interpretación simultánea y los turnos de palabra; la relatoría es inventada.',
      'Simultaneous interpretation and speaking turns were tried; the minutes are invented.',
    ],
  ),
  work(
    ['CRM', 'DOC', 'public', 1500],
    ['Lineamientos de ejemplo sobre protección consular', 'Example guidelines on consular protection'],
    [
      'Los lineamientos de ejemplo tratan la notificación consular, las visitas y los documentos de viaje.',
      'The example guidelines deal with consular notification, visits and travel documents.',
    ],
  ),
  work(
    ['RFE', 'NOT', 'members', 60],
    ['Nota verbal de ejemplo sobre la próxima reunión', 'Example note verbale on the next meeting'],
    [
      'La nota de ejemplo pide nombrar delegación y confirmar asistencia.',
      'The example note asks to name the delegation and to confirm attendance.',
    ],
  ),
  work(
    ['GRCM', 'PLA', 'members', 45],
    ['Programa de actividades de ejemplo', 'Example programme of activities'],
    [
      'Calendario inventado de talleres, seminarios y visitas para el año próximo.',
      'Invented calendar of workshops, seminars and visits for the coming year.',
    ],
  ),
  work(
    ['CRM', 'DOC', 'public', 1900],
    ['Buenas prácticas de ejemplo en migración laboral', 'Example good practices on labour migration'],
    [
      'Fichas de ejemplo sobre contratación, información previa a la salida y remesas.',
      'Example sheets on hiring, information before departure and remittances.',
    ],
  ),
];
