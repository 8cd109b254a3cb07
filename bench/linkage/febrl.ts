import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonFields } from '../../packages/linkage/src/index.ts';
import { NO_FIELDS } from '../../packages/linkage/test/generator/persons.ts';
import type { Random } from '../../packages/linkage/test/generator/random.ts';

/** Which fields of a record are used: name and date, and place, and document; or name and place only. */
export type FieldCut = 'nd' | 'ndp' | 'ndpx' | 'np' | 'full';

/** A FEBRL record: synthetic persons of the Australian National University, truth in the number of the id. */
export interface FebrlRecord {
  readonly entity: string;
  readonly original: boolean;
  readonly fields: PersonFields;
}

const FOLDER = join(import.meta.dirname, '../../../shared/data/linkage/febrl');

/** Whether the data sets are there; they are not part of the repository. */
export const HAS_FEBRL: boolean = existsSync(FOLDER);

/** One of the data sets 1, 2, 3. */
export function readFebrl(number: 1 | 2 | 3): readonly FebrlRecord[] {
  const [, ...lines] = readFileSync(join(FOLDER, `dataset${number}.csv`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [id = '', given = '', surname = '', , , , suburb = '', postcode = '', , born = '', number_ = ''] = line
      .split(',')
      .map((cell) => cell.trim());
    return {
      entity: id.split('-')[1] ?? '',
      original: id.endsWith('org'),
      fields: {
        ...NO_FIELDS,
        given_names: given,
        surnames: surname,
        date_of_birth: born,
        place_of_birth: [suburb, postcode].filter(Boolean).join(', '),
        document_number: number_,
      },
    };
  });
}

/** Strangers: name, surname, place, date and number each drawn by itself from the originals. */
export function* febrlStrangers(
  records: readonly FebrlRecord[],
  count: number,
  random: Random,
): Generator<PersonFields> {
  const originals = records.filter(({ original }) => original);
  for (let k = 0; k < count; k++) {
    yield {
      ...NO_FIELDS,
      given_names: random.pick(originals).fields.given_names,
      surnames: random.pick(originals).fields.surnames,
      place_of_birth: random.pick(originals).fields.place_of_birth,
      date_of_birth: random.pick(originals).fields.date_of_birth,
      document_number: String(1_000_000 + random.below(9_000_000)),
    };
  }
}

/** The same record with fewer fields. */
export function cutFields(fields: PersonFields, cut: FieldCut): PersonFields {
  if (cut === 'full') return fields;
  const { given_names, surnames, full_name_native, sex, date_of_birth, place_of_birth, document_number } = fields;
  return {
    ...NO_FIELDS,
    given_names,
    surnames,
    full_name_native,
    sex,
    ...(cut === 'np' ? {} : { date_of_birth }),
    ...(cut === 'nd' ? {} : { place_of_birth }),
    ...(cut === 'ndpx' ? { document_number } : {}),
  };
}
