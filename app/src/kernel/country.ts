import type { Bilingual, Lang } from './text.ts';

/**
 * The eleven member countries of the Conference, by ISO 3166-1 alpha-2 code. Names are the Conference's own
 * (not those of ICU), with and without article; `zone` is the capital's IANA time zone.
 */
export const MEMBER_CODES = ['BZ', 'CA', 'CR', 'DO', 'GT', 'HN', 'MX', 'NI', 'PA', 'SV', 'US'] as const;

export type MemberCode = (typeof MEMBER_CODES)[number];

export interface Country {
  readonly code: MemberCode;
  readonly name: Bilingual;
  /** Name as a table head needs it. */
  readonly short: Bilingual;
  readonly zone: string;
  /** How the country writes numbers: `12 345,6` or `12,345.6`. */
  readonly locale: Readonly<Record<Lang, string>>;
}

function country(
  code: MemberCode,
  name: Bilingual,
  zone: string,
  locale: Readonly<Record<Lang, string>>,
  short: Bilingual = name,
): Country {
  return { code, name, short, zone, locale };
}

export const COUNTRIES: Readonly<Record<MemberCode, Country>> = {
  BZ: country('BZ', { es: 'Belice', en: 'Belize' }, 'America/Belize', { es: 'es-GT', en: 'en-BZ' }),
  CA: country('CA', { es: 'Canadá', en: 'Canada' }, 'America/Toronto', { es: 'es-MX', en: 'en-CA' }),
  CR: country('CR', { es: 'Costa Rica', en: 'Costa Rica' }, 'America/Costa_Rica', { es: 'es-CR', en: 'en-US' }),
  DO: country(
    'DO',
    { es: 'República Dominicana', en: 'Dominican Republic' },
    'America/Santo_Domingo',
    { es: 'es-DO', en: 'en-US' },
    { es: 'R. Dominicana', en: 'Dominican Rep.' },
  ),
  GT: country('GT', { es: 'Guatemala', en: 'Guatemala' }, 'America/Guatemala', { es: 'es-GT', en: 'en-US' }),
  HN: country('HN', { es: 'Honduras', en: 'Honduras' }, 'America/Tegucigalpa', { es: 'es-HN', en: 'en-US' }),
  MX: country('MX', { es: 'México', en: 'Mexico' }, 'America/Mexico_City', { es: 'es-MX', en: 'en-US' }),
  NI: country('NI', { es: 'Nicaragua', en: 'Nicaragua' }, 'America/Managua', { es: 'es-NI', en: 'en-US' }),
  PA: country('PA', { es: 'Panamá', en: 'Panama' }, 'America/Panama', { es: 'es-PA', en: 'en-US' }),
  SV: country('SV', { es: 'El Salvador', en: 'El Salvador' }, 'America/El_Salvador', { es: 'es-SV', en: 'en-US' }),
  US: country(
    'US',
    { es: 'Estados Unidos', en: 'United States' },
    'America/New_York',
    { es: 'es-US', en: 'en-US' },
    { es: 'EE. UU.', en: 'USA' },
  ),
};

export function isMemberCode(value: unknown): value is MemberCode {
  return typeof value === 'string' && (MEMBER_CODES as readonly string[]).includes(value);
}

/** The eleven in the alphabetical order of the working language, which is the only order used for countries. */
export function countriesInOrder(lang: Lang): readonly Country[] {
  return Object.values(COUNTRIES).toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang));
}

const COLLATORS: Readonly<Record<Lang, Intl.Collator>> = {
  es: new Intl.Collator('es', { sensitivity: 'base', numeric: true }),
  en: new Intl.Collator('en', { sensitivity: 'base', numeric: true }),
};

/** Alphabetical order as people of that language expect it (accents do not come last). */
export function compareText(a: string, b: string, lang: Lang): number {
  return COLLATORS[lang].compare(a, b);
}
