import { readFileSync } from 'node:fs';
import { readReport } from '@enlace/minutes';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../engines/texts/tree.ts';
import { alignTranslation, blocksOf, candidatesOf, FURTHER_NAMES, meetingOf, partyFinder } from './reading.ts';

const find = partyFinder([
  { code: 'RFE', names: ['Red de Funcionarios de Enlace', 'Liaison Officers Network'] },
  { code: 'GRCM', names: ['Grupo Regional de Consulta sobre Migración'] },
  { code: 'PM', names: ['Países Miembros', 'Member Countries'] },
  { code: 'ST', names: ['Secretaría Técnica'] },
  { code: 'HN', names: ['Honduras'] },
  ...FURTHER_NAMES,
]);
const isBody = (code: string): boolean => code === 'RFE' || code === 'GRCM';

const TEXT = `CONFERENCIA DE EJEMPLO
INFORME DE LA REUNIÓN DE LA RED DE FUNCIONARIOS DE ENLACE PARA QUE EL TÍTULO SEA MUY LARGO, MÁS DE LO QUE SUELE SER UN ENCABEZADO DE CUALQUIER OTRO INFORME

Ciudad Ejemplo, Honduras
15 de noviembre de 2016

1. Agradecer a las delegaciones.

2. Sobre el glosario:

a. Revisarlo.

b. Los Países Miembros remitirán comentarios a la Secretaría Técnica dentro del plazo de dos meses.

Página 1 de 1
`;

function read(text: string) {
  return readReport({ text, doc: 'x' });
}

const printed = (text: string): readonly string[] => {
  const nodes = blocksOf(read(text)).map((block, index) => ({ ...block, id: block.key, ordinal: index + 1 }));
  return arrange(nodes).map((block) => `${block.kind} ${block.label}`.trim());
};

describe('a report that was read', () => {
  it('keeps its title block, however long, and loses running heads and page numbers', () => {
    expect(printed(TEXT)).toEqual([
      'title',
      'title',
      'title',
      'title',
      'point 1.',
      'point 2.',
      'sub_point a.',
      'sub_point b.',
    ]);
  });

  it('begins its numbers again only where the report does', () => {
    const again = 'Tema uno\n\n1. Uno.\n\n2. Dos.\n\nTema dos\n\n1. Tres.\n\n2. Cuatro.\n';
    expect(printed(again).filter((one) => one.startsWith('point'))).toEqual([
      'point 1.',
      'point 2.',
      'point 1.',
      'point 2.',
    ]);
  });

  it('every paragraph knows its place in the file', () => {
    for (const block of blocksOf(read(TEXT))) {
      const raw = TEXT.slice(block.sourceStart, block.sourceEnd);
      expect(raw.replaceAll(/\s+/g, ' ')).toContain(block.content.slice(0, 40));
    }
  });

  it('names its meeting: the body of the title line, place and day', () => {
    expect(meetingOf(read(TEXT.replace(/ PARA QUE.*$/m, '')), find, isBody)).toMatchObject({
      body: 'RFE',
      place: 'Ciudad Ejemplo, Honduras',
      held: '2016-11-15',
    });
  });

  it('names become codes, and a name that nobody has is left for a person', () => {
    const text =
      'La Secretaría Técnica enviará el informe a Honduras. El Instituto Inventado de Ejemplo preparará un estudio.';
    const candidates = candidatesOf(read(text), new Map(), find, isBody);
    expect(candidates[0]).toMatchObject({ responsible: ['ST'], titleEn: null });
    expect(candidates.flatMap((one) => one.responsible)).not.toContain('Instituto Inventado de Ejemplo');
    expect(candidates.some((one) => JSON.stringify(one.reading).includes('Instituto'))).toBe(true);
  });
});

describe('a report in the other language', () => {
  const original = () => {
    const nodes = blocksOf(read(TEXT)).map((block, index) => ({ ...block, id: block.key, ordinal: index + 1 }));
    return arrange(nodes);
  };

  it('fits by number and place, never by words', () => {
    const translated = blocksOf(
      read('SOME TITLE\n\n1. Thank.\n\n2. On the glossary:\n\na. Review.\n\nb. Send comments.\n'),
    );
    const { translations, missing, surplus } = alignTranslation(original(), translated);
    expect(translations.map((one) => one.content)).toEqual([
      'SOME TITLE',
      'Thank.',
      'On the glossary:',
      'Review.',
      'Send comments.',
    ]);
    expect({ missing, surplus }).toEqual({ missing: 3, surplus: 0 });
  });

  it('what has no counterpart is counted', () => {
    const { translations, surplus } = alignTranslation(original(), blocksOf(read('1. One.\n\n2. Two.\n\n3. Three.\n')));
    expect(translations).toHaveLength(2);
    expect(surplus).toBe(1);
  });
});

const SEEDS = new URL('../../../../../shared/seeds/', import.meta.url);

describe.each(['000_13d5677cbccfe3b6.txt', '004_ed27cf98e0552e1c.txt'])('the real report %s', (name) => {
  const text = seed(name);
  it.skipIf(text === undefined)('keeps every word of its body in its paragraphs', () => {
    const letters = (value: string): string =>
      value.replaceAll(/\[bookmark: [^\]]*\]/g, '').replaceAll(/[^\p{L}]/gu, '');
    const read = blocksOf(readReport({ text: text ?? '', doc: name }));
    const kept = letters(read.map((block) => block.content).join(' '));
    const labels = 'ab'.length + 'NOTA'.length * 4;
    expect(letters(text ?? '').length - kept.length).toBeLessThanOrEqual(labels);
  });
});

function seed(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, SEEDS), 'utf8');
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`NOT RUN: ${name} is not there, so the real report was not read`);
    return undefined;
  }
}
