import type { Lang } from './text.ts';

/** A sentence with `{blanks}`, or its forms by plural category; the blank `{count}` chooses the form. */
export type Message = string | { readonly one: string; readonly other: string; readonly many?: string };

/** Every sentence of one folder, by key. The Spanish and the English file have the same keys (a test says so). */
export type Catalogue = Readonly<Record<string, Message>>;

export type Blanks = Readonly<Record<string, string | number>>;

/** Gives the sentence for a key in one language. Throws for an unknown key: that is a fault of ours, never a reader's. */
export type Translate<Key extends string = string> = (key: Key, blanks?: Blanks) => string;

const PLURALS: Readonly<Record<Lang, Intl.PluralRules>> = {
  es: new Intl.PluralRules('es'),
  en: new Intl.PluralRules('en'),
};

/** The translator of a pair of catalogues for one language. */
export function translator<C extends Catalogue>(
  catalogues: Readonly<Record<Lang, C>>,
  lang: Lang,
): Translate<keyof C & string> {
  const catalogue = catalogues[lang];
  return (key, blanks) => {
    const message = catalogue[key];
    if (message === undefined) throw new Error(`no message "${key}" in ${lang}`);
    return fill(chooseForm(message, lang, blanks), key, blanks);
  };
}

function chooseForm(message: Message, lang: Lang, blanks: Blanks | undefined): string {
  if (typeof message === 'string') return message;
  const category = PLURALS[lang].select(Number(blanks?.['count'] ?? 0));
  return category === 'one' ? message.one : category === 'many' ? (message.many ?? message.other) : message.other;
}

function fill(text: string, key: string, blanks: Blanks | undefined): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = blanks?.[name];
    if (value === undefined) throw new Error(`message "${key}" needs a value for {${name}}`);
    return String(value);
  });
}
