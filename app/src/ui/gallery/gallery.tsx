import type { VNode } from 'preact';
import type { Bilingual, Lang } from '../../kernel/index.ts';
import { Tabs } from '../page/tabs.tsx';
import { flowSpecimens } from './flow.tsx';
import { formSpecimens } from './forms.tsx';
import { listSpecimens } from './lists.tsx';
import { reviewSpecimens } from './review.tsx';
import type { Specimen } from './specimen.ts';
import { textSpecimens } from './texts.tsx';

/** The sheets of the gallery, in order. */
export const GALLERY_SECTIONS = ['forms', 'lists', 'texts', 'flow', 'review'] as const;

export type GallerySection = (typeof GALLERY_SECTIONS)[number];

const SHEETS: Readonly<
  Record<GallerySection, { readonly title: Bilingual; readonly specimens: (lang: Lang) => readonly Specimen[] }>
> = {
  forms: { title: { es: 'Formularios', en: 'Forms' }, specimens: formSpecimens },
  lists: { title: { es: 'Listas y tablas', en: 'Lists and tables' }, specimens: listSpecimens },
  texts: { title: { es: 'Textos', en: 'Texts' }, specimens: textSpecimens },
  flow: { title: { es: 'Recorridos', en: 'Flows' }, specimens: flowSpecimens },
  review: { title: { es: 'Importación', en: 'Import' }, specimens: reviewSpecimens },
};

const SECTIONS_LABEL: Bilingual = { es: 'Secciones de la galería', en: 'Gallery sections' };

export interface GalleryProps {
  readonly lang: Lang;
  readonly section: GallerySection;
  /** The address of a sheet. */
  readonly hrefOf: (section: GallerySection) => string;
}

/** Every component in every state, with invented data: where looks are decided, and what the browser tests walk through. */
export function Gallery({ lang, section, hrefOf }: GalleryProps): VNode {
  const items = GALLERY_SECTIONS.map((id) => ({
    href: hrefOf(id),
    label: SHEETS[id].title[lang],
    current: id === section,
  }));
  return (
    <>
      <Tabs label={SECTIONS_LABEL[lang]} items={items} />
      {SHEETS[section].specimens(lang).map(({ title, node }) => (
        <div class="specimen">
          <h2>{title}</h2>
          {node}
        </div>
      ))}
    </>
  );
}
