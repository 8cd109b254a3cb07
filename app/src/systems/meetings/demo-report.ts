import { type Bilingual, formatLongDate, type LocalDate } from '../../kernel/index.ts';

/** Where the example meets. No such city exists. */
export const EXAMPLE_PLACE: Bilingual = { es: 'Ciudad Ejemplo', en: 'Example City' };

/**
 * The report of the example meeting in both languages, as a secretariat would have written it that day. Every
 * mechanism of the Conference is in it; the words are ours.
 */
export function exampleReport(held: LocalDate): Bilingual {
  const next = Number(held.slice(0, 4)) + 1;
  return { es: spanish(formatLongDate(held, 'es'), next), en: english(formatLongDate(held, 'en'), next) };
}

function spanish(day: string, next: number): string {
  return `CONFERENCIA DE EJEMPLO SOBRE MIGRACIÓN
INFORME DE LA REUNIÓN DE LA RED DE FUNCIONARIOS DE ENLACE

${EXAMPLE_PLACE.es}
${day}

La Red de Funcionarios de Enlace se reunió en ${EXAMPLE_PLACE.es} el ${day}, con la participación de Canadá, Costa Rica, El Salvador, Guatemala, Honduras, México, Nicaragua, Panamá y República Dominicana. Su informe al Grupo Regional de Consulta sobre Migración contiene los puntos siguientes:

PERFILES Y PROTECCIÓN

1. Sobre el cuestionario de perfiles:

a. La Secretaría Técnica enviará a los Países Miembros el borrador de cuestionario preparado por la OIM y el ACNUR antes del 15 de febrero de ${next}.

b. Los Países Miembros remitirán a la Secretaría Técnica sus observaciones al cuestionario dentro del plazo de tres meses.

c. Una vez que se apruebe el cuestionario, la Red de Funcionarios de Enlace preparará un plan para aplicarlo.

2. Sobre la consulta de solicitudes de asilo anteriores:

a. El Salvador redactará una nota sobre los datos que pueden consultarse sin revelar la identidad de la persona.

b. El ACNUR se comprometió a estudiar las condiciones en que puede participar, con reserva de los datos.

NOTA: La respuesta de otro país no es por sí sola motivo para rechazar una solicitud.

3. Se acordó llevar al GRCM un proyecto de protocolo de asistencia y retorno que incluya documentos de viaje y fondos.

NOTA: La Secretaría Técnica averiguará con la Secretaría Técnica de la OCAM la vigencia del mecanismo anterior.

INFORMACIÓN COMPARADA

4. Se solicita a la Secretaría Técnica que elabore una matriz de requisitos de visa por nacionalidad.

5. Cada país miembro enviará a la Secretaría Técnica una buena práctica en gestión migratoria a más tardar el 31 de marzo de ${next}.

6. Sobre las estadísticas:

a. Los Países Miembros indicarán qué información tienen disponible en cada cuadro y en cada año.

b. México ajustará la matriz de estadísticas con las sugerencias recibidas.

c. Se pide a la Secretaría Técnica que explore una colaboración con el SIEMMES.

7. Sobre la legislación comparada:

a. Agradecer a la OIM por la actualización de las matrices de legislación.

b. La OIM traducirá el estudio al inglés.

8. Sobre los indicadores de cumplimiento:

a. Se insta a los países a nominar un punto focal de indicadores.

b. La Secretaría Técnica convocará una reunión virtual de puntos focales, con el apoyo de la OIM, en los primeros dos meses del año ${next}.

c. La Red de Funcionarios de Enlace presentará un plan de trabajo en la próxima reunión del GRCM.

COOPERACIÓN Y SOCIEDAD CIVIL

9. Los Países Miembros acordaron que solicitarán el apoyo del SICA por conducto de la Secretaría Técnica.

10. Agradecer a la RROCM por su exposición sobre la participación de la sociedad civil.

11. Se solicita a la RROCM que presente una propuesta por escrito de participación en la próxima reunión del GRCM.

12. La Secretaría Técnica distribuirá a las delegaciones la memoria del encuentro con la sociedad civil.

13. Los Países Miembros remitirán a la Secretaría Técnica sus comentarios al glosario dentro del plazo de dos meses.
`;
}

function english(day: string, next: number): string {
  return `EXAMPLE CONFERENCE ON MIGRATION
REPORT OF THE MEETING OF THE LIAISON OFFICERS NETWORK

${EXAMPLE_PLACE.en}
${day}

The Liaison Officers Network met in ${EXAMPLE_PLACE.en} on ${day}, with the participation of Canada, Costa Rica, Dominican Republic, El Salvador, Guatemala, Honduras, Mexico, Nicaragua and Panama. Its report to the Regional Consultation Group on Migration contains the following points:

PROFILES AND PROTECTION

1. On the profile questionnaire:

a. The Technical Secretariat will send the Member Countries the draft questionnaire prepared by IOM and UNHCR before 15 February ${next}.

b. The Member Countries will send the Technical Secretariat their observations on the questionnaire within three months.

c. Once the questionnaire is approved, the Liaison Officers Network will prepare a plan to apply it.

2. On the consultation of earlier asylum applications:

a. El Salvador will draft a note on the data that can be consulted without revealing the person's identity.

b. UNHCR undertook to study the conditions under which it can take part, with the data kept confidential.

NOTE: The answer of another country is not in itself a ground to refuse an application.

3. It was agreed to take to the RCGM a draft protocol for assistance and return that includes travel documents and funds.

NOTE: The Technical Secretariat will find out with the Technical Secretariat of OCAM whether the earlier mechanism is in force.

COMPARED INFORMATION

4. The Technical Secretariat is requested to prepare a matrix of visa requirements by nationality.

5. Each member country will send the Technical Secretariat one good practice in migration management by 31 March ${next}.

6. On statistics:

a. The Member Countries will indicate what information they have available in each table and each year.

b. Mexico will adjust the statistics matrix with the suggestions received.

c. The Technical Secretariat is asked to explore a collaboration with SIEMMES.

7. On compared legislation:

a. Thank IOM for updating the legislation matrices.

b. IOM will translate the study into English.

8. On the compliance indicators:

a. Countries are urged to nominate a focal point for indicators.

b. The Technical Secretariat will convene a virtual meeting of focal points, with the support of IOM, in the first two months of ${next}.

c. The Liaison Officers Network will present a work plan at the next meeting of the RCGM.

COOPERATION AND CIVIL SOCIETY

9. The Member Countries agreed that they will request the support of SICA through the Technical Secretariat.

10. Thank RNCOM for its presentation on the participation of civil society.

11. RNCOM is requested to present a written proposal on participation at the next meeting of the RCGM.

12. The Technical Secretariat will distribute the record of the gathering with civil society to the delegations.

13. The Member Countries will send the Technical Secretariat their comments on the glossary within two months.
`;
}

/** Where the later meeting was held. No such harbour exists. */
export const LATER_PLACE: Bilingual = { es: 'Puerto Modelo', en: 'Model Harbour' };

/** A point of a report that is still being written; the English follows, or does not yet. */
export interface DraftPoint {
  readonly es: string;
  readonly en?: string;
}

/** The later meeting's report, in review: two paragraphs wait for their translation. */
export const LATER_POINTS: readonly DraftPoint[] = [
  {
    es: 'Agradecer a la Red de Funcionarios de Enlace por su plan de trabajo.',
    en: 'Thank the Liaison Officers Network for its work plan.',
  },
  {
    es: 'Panamá organizará un taller sobre documentos de viaje.',
    en: 'Panama will organise a workshop on travel documents.',
  },
  { es: 'La Secretaría Técnica circulará el protocolo de asistencia y retorno en los dos idiomas.' },
  { es: 'Se solicita al ACNUR que presente un modelo de aviso para las personas solicitantes.' },
];
