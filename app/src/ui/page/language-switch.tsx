import type { VNode } from 'preact';
import { type Lang, otherLang } from '../../kernel/index.ts';

/** Each language calls itself by its own name, so this is the one word that is not in a message file. */
const OWN_NAME: Readonly<Record<Lang, string>> = { es: 'Español', en: 'English' };

/** The same page in the other language. `href` keeps path and query; the island `enhance` keeps the place. */
export function LanguageSwitch({ lang, href }: { readonly lang: Lang; readonly href: string }): VNode {
  const other = otherLang(lang);
  return (
    <a id="language" href={href} lang={other} hreflang={other} data-language>
      {OWN_NAME[other]}
    </a>
  );
}
