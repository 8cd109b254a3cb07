import { toLatin } from './scripts.ts';

/** More parts of a place than this cost tokens and add little. */
export const MAX_PLACE_PARTS = 2;

const PLACE_WORDS = new Set(
  (
    'de del la las los el le les du des da do dos y al of the city ciudad town village pueblo municipio municipality province provincia district ' +
    'distrito departamento department region state estado county commune comuna camp near upazila zila thana division governorate ' +
    'unknown desconocido na'
  ).split(' '),
);

const COUNTRIES = new Set(
  (
    'cuba haiti cameroon cameroun camerun bangladesh somalia china honduras venezuela nepal eritrea india ghana congo rdc drc syria siria ' +
    'guatemala mexico panama nicaragua colombia ecuador peru brasil brazil ethiopia etiopia afghanistan afganistan pakistan nigeria senegal ' +
    'guinea mali angola togo benin yemen iran iraq irak salvador usa eeuu england scotland wales ireland france germany'
  ).split(' '),
);

/**
 * The parts of a place of birth (town, province ...), each in small Latin letters without blanks and generic words,
 * town first. A country stands only when nothing smaller is known: half of a nationality is born "in Haiti".
 */
export function placeParts(text: string): readonly string[] {
  const parts = toLatin(text)
    .split(/[,;/|()\n]+/u)
    .map((part) =>
      part
        .replace(/['.]/gu, '')
        .split(/[^a-z0-9]+/u)
        .filter((word) => word !== '' && !PLACE_WORDS.has(word))
        .join(''),
    )
    .filter((part) => part.length > 1);
  const small = parts.filter((part) => !COUNTRIES.has(part));
  return [...new Set(small.length > 0 ? small : parts)].slice(0, MAX_PLACE_PARTS);
}
