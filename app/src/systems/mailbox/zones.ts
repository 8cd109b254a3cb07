import { COUNTRIES, compareText, type Lang } from '../../kernel/index.ts';

/** Zones of members' other shores, and of the organisations' seats, besides the eleven capitals. */
const OTHER_ZONES: readonly string[] = [
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Tijuana',
  'America/Vancouver',
  'Europe/Zurich',
];

/** The zones that a person may choose. */
export const ZONES: readonly string[] = [
  ...new Set([...Object.values(COUNTRIES).map(({ zone }) => zone), ...OTHER_ZONES]),
];

/** Zones with the names that people know them by, in the order of the language. */
export function zoneChoices(lang: Lang): readonly { readonly value: string; readonly label: string }[] {
  const countries = new Map(Object.values(COUNTRIES).map((country) => [country.zone, country.name[lang]]));
  return ZONES.map((zone) => {
    const city = (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
    const country = countries.get(zone);
    return { value: zone, label: country === undefined || country === city ? city : `${country} (${city})` };
  }).toSorted((a, b) => compareText(a.label, b.label, lang));
}
