/** The forms of a Spanish verb that matter in a report; `we` is the first person of declarations ("acordamos", "promoveremos"). */
export type Mood = 'infinitive' | 'future' | 'present' | 'past' | 'subjunctive' | 'gerund' | 'participle' | 'we';

const FUTURE_STEMS: Readonly<Record<string, string>> = {
  hacer: 'har',
  poder: 'podr',
  tener: 'tendr',
  poner: 'pondr',
  venir: 'vendr',
  salir: 'saldr',
  haber: 'habr',
  querer: 'querr',
  decir: 'dir',
};
const STRONG_PASTS: Readonly<Record<string, string>> = {
  hacer: 'hic',
  poder: 'pud',
  tener: 'tuv',
  poner: 'pus',
  venir: 'vin',
  estar: 'estuv',
  ducir: 'duj',
  decir: 'dij',
};
const FIRST_PERSONS: Readonly<Record<string, string>> = {
  hacer: 'hag',
  tener: 'teng',
  poner: 'pong',
  venir: 'veng',
  poder: 'pued',
  decir: 'dig',
};
const PARTICIPLES: Readonly<Record<string, string>> = {
  hacer: 'hech',
  decir: 'dich',
  poner: 'puest',
  abrir: 'abiert',
  cubrir: 'cubiert',
  escribir: 'escrit',
  scribir: 'scrit',
  solver: 'suelt',
  ver: 'vist',
  imprimir: 'impres',
};

function byEnding<T>(table: Readonly<Record<string, T>>, verb: string): [string, T] | undefined {
  for (const [ending, value] of Object.entries(table))
    if (verb.endsWith(ending)) return [verb.slice(0, -ending.length), value];
  return undefined;
}

/** Spelling before `e`: c → qu, g → gu, z → c. */
function softened(stem: string): string {
  if (stem.endsWith('c')) return `${stem.slice(0, -1)}qu`;
  if (stem.endsWith('g')) return `${stem}u`;
  if (stem.endsWith('z')) return `${stem.slice(0, -1)}c`;
  return stem;
}

/** Every third-person form of `infinitive`; `changed` is the stem of the present where it changes ("acuerd"). */
export function conjugate(infinitive: string, changed?: string): readonly (readonly [form: string, mood: Mood])[] {
  const forms: (readonly [string, Mood])[] = [];
  const kind = infinitive.at(-2) ?? 'a';
  const stem = infinitive.slice(0, -2);
  const present = changed ?? stem;
  const add = (mood: Mood, ...words: readonly string[]): void => {
    for (const form of words) forms.push([form, mood]);
  };
  add('infinitive', infinitive);
  const irregular = byEnding(FUTURE_STEMS, infinitive);
  const future = irregular ? irregular[0] + irregular[1] : infinitive;
  add('future', `${future}á`, `${future}án`);
  add('we', `${future}emos`, `${stem}${kind === 'a' ? 'a' : kind}mos`);
  // "ir", "ser", "dar": forms such as "a", "se", "de" would make verbs of the smallest words.
  if (stem.length < 2 || infinitive === 'estar' || infinitive === 'haber') {
    for (const end of ['o', 'a', 'os', 'as']) add('participle', `${stem}${kind === 'a' ? 'ad' : 'id'}${end}`);
    return forms;
  }
  const strong = byEnding(STRONG_PASTS, infinitive);
  const participle = byEnding(PARTICIPLES, infinitive);
  const first = byEnding(FIRST_PERSONS, infinitive);
  if (kind === 'a') {
    add('present', `${present}a`, `${present}an`);
    add('past', `${stem}ó`, `${stem}aron`);
    add('subjunctive', `${softened(present)}e`, `${softened(present)}en`);
    add('gerund', `${stem}ando`);
    for (const end of ['o', 'a', 'os', 'as']) add('participle', `${stem}ad${end}`);
  } else {
    add('present', `${present}e`, `${present}en`);
    const weak = infinitive.endsWith('egir')
      ? stem.replace(/eg$/u, 'ig')
      : infinitive.endsWith('ir') && changed && !/[uú]y$|ie/u.test(changed)
        ? changed
        : stem;
    const y = /[aeou]$/u.test(stem) || infinitive.endsWith('uir');
    add('past', y ? `${stem}yó` : `${weak}ió`, y ? `${stem}yeron` : `${weak}ieron`);
    if (/erir$|ertir$|entir$/u.test(infinitive)) {
      const closed = stem.replace(/e(r|rt|nt)$/u, 'i$1');
      add('past', `${closed}ió`, `${closed}ieron`);
    }
    const root = first
      ? first[0] + first[1]
      : /[aeo]cer$|ucir$|ocer$/u.test(infinitive) && !/hacer$/u.test(infinitive)
        ? `${stem.slice(0, -1)}zc`
        : present.replace(/g$/u, kind === 'i' ? 'g' : 'j').replace(/c$/u, 'z');
    add('subjunctive', `${root}a`, `${root}an`);
    add('gerund', y ? `${stem}yendo` : `${weak}iendo`);
    for (const end of ['o', 'a', 'os', 'as']) add('participle', `${stem}id${end}`);
  }
  if (strong) {
    const root = strong[0] + strong[1];
    add(
      'past',
      root.endsWith('hic') ? root.replace(/hic$/u, 'hizo') : `${root}o`,
      root.endsWith('j') ? `${root}eron` : `${root}ieron`,
    );
  }
  if (participle) for (const end of ['o', 'a', 'os', 'as']) add('participle', participle[0] + participle[1] + end);
  return forms;
}
