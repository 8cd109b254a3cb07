import type { PersonFields } from '../../src/normalise/person.ts';
import { NATIONS, type Nation } from './nations.ts';
import type { Random } from './random.ts';

/** A fictional person, as it is. What clerks make of it is in `clerks.ts`. */
export interface Truth {
  readonly nation: Nation;
  readonly sex: 'm' | 'f';
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly yearOnly: boolean;
  readonly town: string;
  readonly father: readonly string[];
  readonly mother: readonly string[];
  readonly document: string;
}

function rare(nation: Nation, random: Random): string {
  const word = Array.from({ length: 2 + random.below(2) }, () => random.pick(nation.syllables)).join('');
  return word[0]?.toUpperCase() + word.slice(1);
}

function givenName(nation: Nation, sex: 'm' | 'f', random: Random): string {
  if (nation.pattern === 'chinese') {
    const syllables = Array.from({ length: random.chance(0.75) ? 2 : 1 }, () =>
      random.pick(sex === 'm' ? nation.men : nation.women),
    );
    return syllables.join(' ');
  }
  return random.chance(0.12) && nation.syllables.length > 0
    ? rare(nation, random)
    : random.pickSkewed(sex === 'm' ? nation.men : nation.women);
}

function surname(nation: Nation, random: Random): string {
  if (nation.pattern === 'chain') return givenName(nation, 'm', random);
  if (nation.pattern === 'chinese') return random.pickSkewed(nation.surnames);
  return random.chance(0.35) ? rare(nation, random) : random.pickSkewed(nation.surnames);
}

function documentOf(nation: Nation, random: Random): string {
  const letters = ['CU', 'HT', 'CN', 'IN', 'GH'].includes(nation.code)
    ? String.fromCharCode(65 + random.below(26))
    : '';
  return letters + String(random.below(90_000_000) + 10_000_000);
}

/** A person of a nation. */
export function makePerson(nation: Nation, random: Random): Truth {
  const sex = random.chance(0.6) ? 'm' : 'f';
  const year = 2008 - Math.floor(random.next() ** 1.4 * 60);
  const month = 1 + random.below(12);
  const day = 1 + random.below(28);
  const base = {
    nation,
    sex,
    year,
    month,
    day,
    yearOnly: random.chance(nation.yearOnly),
    document: documentOf(nation, random),
  } as const;
  const town = random.pickSkewed(nation.towns).replaceAll('_', ' ');
  if (nation.pattern === 'chain') {
    const own = givenName(nation, sex, random);
    const father = [givenName(nation, 'm', random), givenName(nation, 'm', random)];
    return {
      ...base,
      town,
      given: [own],
      surnames: father,
      father,
      mother: [givenName(nation, 'f', random), givenName(nation, 'm', random)],
    };
  }
  const seconds = nation.pattern === 'two-surnames' ? 0.65 : nation.pattern === 'chinese' ? 0 : 0.35;
  const given = [givenName(nation, sex, random), ...(random.chance(seconds) ? [givenName(nation, sex, random)] : [])];
  const [fathers, mothers] = [surname(nation, random), surname(nation, random)];
  const surnames = nation.pattern === 'two-surnames' ? [fathers, mothers] : [fathers];
  return {
    ...base,
    town,
    given,
    surnames,
    father: [givenName(nation, 'm', random), fathers],
    mother: [givenName(nation, 'f', random), mothers],
  };
}

/** Somebody who is not this person and is easily taken for it: a twin, a sibling, a child with the same name, a namesake. */
export function makeDouble(person: Truth, random: Random): Truth {
  const { nation } = person;
  const document = documentOf(nation, random);
  const sex = random.chance(0.6) ? person.sex : random.chance(0.5) ? 'm' : 'f';
  const given = person.given.map((word, k) => (k > 0 && random.chance(0.5) ? word : givenName(nation, sex, random)));
  const kind = random.below(4);
  if (kind === 0) return { ...person, sex, given, document };
  if (kind === 1)
    return {
      ...person,
      sex,
      given,
      document,
      year: person.year + 1 + random.below(6),
      month: 1 + random.below(12),
      day: 1 + random.below(28),
    };
  if (kind === 2)
    return {
      ...person,
      document,
      year: person.year + 18 + random.below(15),
      month: 1 + random.below(12),
      day: 1 + random.below(28),
      mother: [givenName(nation, 'f', random), surname(nation, random)],
    };
  return { ...makePerson(nation, random), given: person.given, surnames: person.surnames, sex: person.sex };
}

/** A population with its doubles: one person in twelve has one. */
export function* makePopulation(count: number, random: Random, nations: readonly Nation[] = NATIONS): Generator<Truth> {
  let made = 0;
  while (made < count) {
    const person = makePerson(random.pick(nations), random);
    yield person;
    made += 1;
    if (made < count && random.chance(1 / 12)) {
      yield makeDouble(person, random);
      made += 1;
    }
  }
}

/** The empty form. */
export const NO_FIELDS: PersonFields = {
  given_names: '',
  surnames: '',
  full_name_native: '',
  date_of_birth: '',
  sex: '',
  nationality: '',
  place_of_birth: '',
  father_name: '',
  mother_name: '',
  document_type: '',
  document_issuer: '',
  document_number: '',
};
