import type { Party } from './lexicon.ts';

/**
 * Organisations and bodies that reports on migration in North and Central America name, with their acronyms in both
 * languages. Data, not code: another region replaces this list. The pairs follow the reports of the Regional
 * Conference on Migration (OIM/IOM, ACNUR/UNHCR, RROCM/RNCOM, ST/TS).
 */
export const PARTIES: readonly Party[] = [
  {
    kind: 'secretariat',
    es: 'ST',
    en: 'TS',
    aliases: [
      'ST de la CRM',
      'Secretaría Técnica de la CRM',
      'Secretaría Técnica',
      'Technical Secretariat of the RCM',
      'Technical Secretariat',
      'RCM Technical Secretariat',
    ],
  },
  {
    kind: 'secretariat',
    es: 'ST-OCAM',
    en: 'TS-OCAM',
    aliases: ['Secretaría Técnica de la OCAM', 'Technical Secretariat of OCAM', 'OCAM Technical Secretariat'],
  },
  {
    kind: 'forum',
    es: 'GRCM',
    en: 'RCGM',
    aliases: [
      'Grupo Regional de Consulta sobre Migración',
      'Grupo Regional de Consulta sobre Migraciones',
      'Regional Consultation Group on Migration',
    ],
  },
  {
    kind: 'forum',
    es: 'CRM',
    en: 'RCM',
    aliases: [
      'Conferencia Regional sobre Migración',
      'Conferencia Regional sobre Migraciones',
      'Regional Conference on Migration',
    ],
  },
  {
    kind: 'organisation',
    es: 'OIM',
    en: 'IOM',
    aliases: ['Organización Internacional para las Migraciones', 'International Organization for Migration'],
  },
  {
    kind: 'organisation',
    es: 'ACNUR',
    en: 'UNHCR',
    aliases: [
      'Alto Comisionado de las Naciones Unidas para los Refugiados',
      'United Nations High Commissioner for Refugees',
    ],
  },
  {
    kind: 'organisation',
    es: 'RROCM',
    en: 'RNCOM',
    aliases: [
      'Red Regional de Organizaciones Civiles para las Migraciones',
      'Regional Network of Civil Organizations on Migration',
      'Regional Network for Civil Organizations on Migration',
    ],
  },
  {
    kind: 'forum',
    es: 'Red de Funcionarios de Enlace',
    en: 'Liaison Officers Network',
    aliases: [
      'Red de Funcionarios de Enlace para el Combate al Tráfico Ilícito de Migrantes y la Trata de Personas',
      'Red de Funcionarios de Enlace para el Combate a la Trata de Personas y al Tráfico Ilícito de Migrantes',
      'Red de Funcionarios de Enlace para el combate a la trata y tráfico de personas',
      'Liaison Officers Network to Combat Migrant Smuggling and Trafficking in Persons',
      'Network of Liaison Officers',
    ],
  },
  {
    kind: 'forum',
    es: 'Grupo Ad-Hoc',
    en: 'Ad Hoc Group',
    aliases: ['Grupo Ad - Hoc', 'Grupo Ad Hoc', 'Ad-Hoc Group'],
  },
  {
    kind: 'organisation',
    es: 'SICA',
    en: 'SICA',
    aliases: ['Sistema de la Integración Centroamericana', 'Central American Integration System'],
  },
  {
    kind: 'organisation',
    es: 'OCAM',
    en: 'OCAM',
    aliases: [
      'Comisión Centroamericana de Directores de Migración',
      'Central American Commission of Migration Directors',
    ],
  },
  {
    kind: 'organisation',
    es: 'SIEMMES',
    en: 'SIEMMES',
    aliases: ['Sistema de Integración Estadística sobre Migración en Mesoamérica'],
  },
  {
    kind: 'role',
    es: 'PPT',
    en: 'PPT',
    aliases: ['Presidencia Pro-Témpore', 'Presidencia Pro Tempore', 'Presidency Pro Tempore', 'Pro Tempore Presidency'],
  },
  {
    kind: 'group',
    es: 'Países Miembros',
    en: 'Member Countries',
    aliases: [
      'los países miembros',
      'los países',
      'cada país',
      'cada país miembro',
      'member countries',
      'each country',
      'each member country',
      'the countries',
    ],
    notBefore: [
      'de la región',
      'del mundo',
      'de origen',
      'de tránsito',
      'de destino',
      'interesados',
      'participantes',
      'of the region',
      'of origin',
    ],
  },
  {
    kind: 'group',
    es: 'Delegaciones',
    en: 'Delegations',
    aliases: ['las delegaciones', 'cada delegación', 'each delegation', 'delegations'],
  },
  {
    kind: 'group',
    es: 'Países interesados',
    en: 'Interested countries',
    aliases: ['los países interesados', 'interested countries'],
  },
  { kind: 'group', es: 'Puntos focales', en: 'Focal points', aliases: ['los puntos focales', 'focal points'] },
  {
    kind: 'organisation',
    es: 'OIT',
    en: 'ILO',
    aliases: ['Organización Internacional del Trabajo', 'International Labour Organization'],
  },
  { kind: 'organisation', es: 'UNICEF', en: 'UNICEF', aliases: [] },
  {
    kind: 'organisation',
    es: 'UNODC',
    en: 'UNODC',
    aliases: ['Oficina de las Naciones Unidas contra la Droga y el Delito', 'United Nations Office on Drugs and Crime'],
  },
  {
    kind: 'organisation',
    es: 'OEA',
    en: 'OAS',
    aliases: ['Organización de los Estados Americanos', 'Organization of American States'],
  },
  { kind: 'organisation', es: 'CEPAL', en: 'ECLAC', aliases: [] },
  {
    kind: 'organisation',
    es: 'CICR',
    en: 'ICRC',
    aliases: ['Comité Internacional de la Cruz Roja', 'International Committee of the Red Cross'],
  },
  {
    kind: 'organisation',
    es: 'BID',
    en: 'IDB',
    aliases: ['Banco Interamericano de Desarrollo', 'Inter-American Development Bank'],
  },
  { kind: 'organisation', es: 'PNUD', en: 'UNDP', aliases: [] },
  { kind: 'organisation', es: 'ONU', en: 'UN', aliases: ['Naciones Unidas', 'United Nations'] },
];
