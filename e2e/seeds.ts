import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './program.ts';

/** A real report, and what a person adds on the page where the meeting is confirmed because the text does not say it. */
export interface Seed {
  readonly name: string;
  readonly file: string;
  readonly typed: Readonly<Record<'titlees' | 'titleen' | 'starts', string>> | undefined;
  /** Words that stand in the report, to be found again on every page and paper made from it. */
  readonly words: readonly string[];
}

const FOLDER = join(ROOT, '../shared/seeds');

const SEEDS: readonly Seed[] = [
  {
    name: 'of the ad hoc group',
    file: join(FOLDER, '000_13d5677cbccfe3b6.txt'),
    typed: {
      titlees: 'Grupo Ad Hoc sobre flujos extracontinentales, 2016',
      titleen: 'Ad Hoc Group on extra-continental flows, 2016',
      starts: '2016-11-14',
    },
    words: ['respetando el principio de confidencialidad', 'qué información tiene disponible, y para qué años'],
  },
  {
    name: 'of the liaison officers',
    file: join(FOLDER, '004_ed27cf98e0552e1c.txt'),
    typed: undefined,
    words: ['dentro del plazo de dos meses', 'en los primeros dos meses del año 2017'],
  },
];

/** The real reports beside the repository. In CI they must be there; elsewhere their absence is said aloud. */
export function seeds(): readonly Seed[] {
  const missing = SEEDS.filter((seed) => !existsSync(seed.file));
  if (missing.length === 0) return SEEDS;
  const sentence = `The real reports are not here: ${missing.map((seed) => seed.file).join(', ')}`;
  if (process.env['CI']) throw new Error(sentence);
  console.warn(`\nNOT RUN: the main job on real reports. ${sentence}\n`);
  return [];
}
