import { xmlEvents } from './xml.ts';

/** One level of a list as `numbering.xml` defines it (ISO/IEC 29500-1, 17.9). */
interface Level {
  start: number;
  format: string;
  /** "%1.%2" */
  pattern: string;
  suffix: string;
}

/** Lists of a document by their id. */
export interface Numbering {
  readonly levels: (numId: string, level: number) => Readonly<Level> | null;
  /** Abstract list behind an id: lists that share it go on counting unless they override the start. */
  readonly counterOf: (numId: string) => string;
  readonly startOf: (numId: string, level: number) => number | null;
}

const DEFAULT: Level = { start: 1, format: 'decimal', pattern: '%1.', suffix: 'tab' };

/** Reads `numbering.xml`; a document without it has no lists. */
export function readNumbering(xml: string | null): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const instances = new Map<string, { abstract: string; starts: Map<number, number> }>();
  let abstract: Map<number, Level> | null = null;
  let level: Level | null = null;
  let instance: { abstract: string; starts: Map<number, number> } | null = null;
  let overridden = 0;
  for (const event of xmlEvents(xml ?? '')) {
    if (event.type === 'close') {
      if (event.name === 'w:abstractNum') abstract = null;
      if (event.name === 'w:num') instance = null;
      if (event.name === 'w:lvl') level = null;
      continue;
    }
    if (event.type !== 'open') continue;
    const value = event.attributes['w:val'] ?? '';
    switch (event.name) {
      case 'w:abstractNum':
        abstract = new Map();
        abstracts.set(event.attributes['w:abstractNumId'] ?? '', abstract);
        break;
      case 'w:lvl': {
        level = { ...DEFAULT };
        const index = Number(event.attributes['w:ilvl'] ?? '0');
        if (abstract) abstract.set(index, level);
        break;
      }
      case 'w:start':
        if (level) level.start = Number(value) || 0;
        break;
      case 'w:numFmt':
        if (level) level.format = value;
        break;
      case 'w:lvlText':
        if (level) level.pattern = value;
        break;
      case 'w:suff':
        if (level) level.suffix = value;
        break;
      case 'w:num':
        instance = { abstract: '', starts: new Map() };
        instances.set(event.attributes['w:numId'] ?? '', instance);
        break;
      case 'w:abstractNumId':
        if (instance) instance.abstract = value;
        break;
      case 'w:lvlOverride':
        overridden = Number(event.attributes['w:ilvl'] ?? '0');
        break;
      case 'w:startOverride':
        if (instance) instance.starts.set(overridden, Number(value) || 0);
        break;
      default:
        break;
    }
  }
  return {
    levels: (numId, index) => abstracts.get(instances.get(numId)?.abstract ?? '')?.get(index) ?? null,
    counterOf: (numId) => {
      const found = instances.get(numId);
      return found && found.starts.size === 0 ? `a${found.abstract}` : `n${numId}`;
    },
    startOf: (numId, index) => instances.get(numId)?.starts.get(index) ?? null,
  };
}

function roman(value: number): string {
  const table: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let left = Math.min(Math.max(value, 0), 3999);
  let text = '';
  for (const [amount, letters] of table) {
    while (left >= amount) {
      text += letters;
      left -= amount;
    }
  }
  return text;
}

function letters(value: number): string {
  if (value < 1) return '';
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(Math.ceil(value / 26), 8));
}

function formatted(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(value);
  }
}

/** Counts as Word does: a level starts again when a higher one moves on. */
export function labelCounter(numbering: Numbering): (numId: string, level: number) => string {
  const counters = new Map<string, number[]>();
  return (numId, index) => {
    const level = numbering.levels(numId, index);
    if (!level || index < 0 || index > 8) return '';
    const key = numbering.counterOf(numId);
    const counts = counters.get(key) ?? [];
    counters.set(key, counts);
    const begin = (at: number): number => numbering.startOf(numId, at) ?? numbering.levels(numId, at)?.start ?? 1;
    counts[index] = counts[index] === undefined ? begin(index) : counts[index] + 1;
    counts.length = index + 1;
    if (level.format === 'bullet') return '•';
    return level.pattern.replace(/%([1-9])/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      return formatted(counts[at] ?? begin(at), numbering.levels(numId, at)?.format ?? 'decimal');
    });
  };
}
