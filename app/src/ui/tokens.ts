/**
 * The colours of Enlace, once: the style sheets name them as custom properties (`--ink`) and the contrast test reads
 * them from here. Contrast is part of the meaning of a colour, so a pair that is drawn is a pair listed in `PAIRS`.
 */
export const COLOURS = {
  ink: '#16212b',
  paper: '#ffffff',
  mist: '#f3f6f8',
  quiet: '#44525f',
  brand: '#0b4f6c',
  deep: '#083b51',
  control: '#7b8894',
  rule: '#c3ccd4',
  ring: '#ffbf47',
  change: '#a3310b',
  'change-tint': '#fdf1ec',
  grey: '#e4e9ee',
  blue: '#0a3a63',
  'blue-tint': '#d5e6f5',
  green: '#0b4a2f',
  'green-tint': '#d9efe4',
  amber: '#5a3d00',
  'amber-tint': '#fdeecb',
  missing: '#5b6873',
  soon: '#6b4400',
  overdue: '#8c1d18',
  'overdue-tint': '#fbe4e2',
  done: '#0b5a33',
  'done-tint': '#e3f3ea',
  'map-1': '#e3eff5',
  'map-2': '#a9cfe0',
  'map-3': '#5fa3bf',
  'map-4': '#236f8f',
  'map-5': '#0b4f6c',
} as const satisfies Readonly<Record<string, `#${string}`>>;

export type ColourName = keyof typeof COLOURS;

/** A foreground drawn on a background, and the least contrast WCAG 2.2 asks: 4.5 for text (1.4.3), 3 for controls and focus (1.4.11). */
export interface ColourPair {
  readonly front: ColourName;
  readonly back: ColourName;
  readonly least: 4.5 | 3;
}

const text = (front: ColourName, ...backs: readonly ColourName[]): readonly ColourPair[] =>
  backs.map((back) => ({ front, back, least: 4.5 }));
const control = (front: ColourName, ...backs: readonly ColourName[]): readonly ColourPair[] =>
  backs.map((back) => ({ front, back, least: 3 }));

/** Every pair that a style sheet draws. `rule` is absent on purpose: it is decoration and never carries meaning. */
export const PAIRS: readonly ColourPair[] = [
  ...text(
    'ink',
    'paper',
    'mist',
    'grey',
    'change-tint',
    'overdue-tint',
    'done-tint',
    'amber-tint',
    'blue-tint',
    'ring',
  ),
  ...text('quiet', 'paper', 'mist', 'grey', 'blue-tint'),
  ...text('brand', 'paper', 'mist', 'blue-tint'),
  ...text('deep', 'paper', 'mist'),
  ...text('paper', 'brand', 'deep', 'overdue', 'map-4', 'map-5'),
  ...text('ink', 'map-1', 'map-2', 'map-3'),
  ...text('change', 'paper', 'mist', 'change-tint', 'grey', 'blue-tint', 'green-tint', 'amber-tint'),
  ...text('blue', 'blue-tint'),
  ...text('green', 'green-tint'),
  ...text('amber', 'amber-tint'),
  ...text('missing', 'paper'),
  ...text('soon', 'amber-tint', 'paper', 'mist'),
  ...text('overdue', 'overdue-tint', 'paper', 'mist'),
  ...text('done', 'done-tint', 'paper', 'mist'),
  ...control('control', 'paper', 'mist'),
  ...control('ring', 'ink', 'brand', 'deep'),
  ...control('ink', 'ring'),
  ...control('brand', 'paper', 'mist'),
];

/** The ratio of two colours as WCAG 2 defines it, from 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The custom properties and the font face, which the build puts before the style sheets of `STYLE_SHEETS`. */
export function tokensCss(fontUrl: string): string {
  const colours = Object.entries(COLOURS).map(([name, value]) => `--${name}:${value};`);
  const face = `@font-face{font-family:"Source Sans 3 Variable";font-style:normal;font-display:swap;font-weight:200 900;src:url(${JSON.stringify(fontUrl)}) format("woff2");unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD}`;
  return `${face}\n:root{${colours.join('')}}\n`;
}

/** The hand-written style sheets, in order, in the folder `styles` beside this file. */
export const STYLE_SHEETS: readonly string[] = [
  'base.css',
  'page.css',
  'forms.css',
  'lists.css',
  'tables.css',
  'texts.css',
  'flow.css',
  'review.css',
  'print.css',
];
