import { load } from 'cheerio';
import { options, type VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { LANGS } from '../../kernel/index.ts';
import * as ui from '../index.ts';

const { GALLERY_SECTIONS, Gallery, Page } = ui;

function sheet(lang: 'es' | 'en', section: ui.GallerySection): VNode {
  return (
    <Page
      lang={lang}
      title="Galería"
      lede="…"
      site={{
        conference: 'Conferencia de ejemplo',
        homeHref: `/${lang}/`,
        search: { href: `/${lang}/buscar`, json: `/${lang}/buscar.json` },
        footer: [{ href: '/api', label: 'API' }],
        demo: true,
      }}
      assets={{ css: '/a.css', scripts: { enhance: '/e.js', palette: '/p.js', 'review-keys': '/r.js' } }}
      islands={section === 'review' ? ['review-keys'] : []}
      nav={[{ href: '#', label: 'Mi país', current: 'page' }]}
      breadcrumb={[{ label: 'Inicio', href: '/' }, { label: 'Galería' }]}
      account={{ name: 'Persona Ejemplo', organisation: 'Costa Rica', signOutAction: '/salir' }}
      flash={{ tone: 'done', text: 'Guardado.' }}
      otherLangHref={lang === 'es' ? '/en/gallery?tab=1' : '/es/galeria?tab=1'}
      printLine="v1"
    >
      <Gallery lang={lang} section={section} hrefOf={(to) => `?s=${to}`} />
    </Page>
  );
}

const SHEETS = LANGS.flatMap((lang) => GALLERY_SECTIONS.map((section) => ({ lang, section })));

test('every exported component appears in the gallery', () => {
  const drawn = new Set<unknown>();
  options.vnode = (vnode) => {
    drawn.add(vnode.type);
  };
  for (const { lang, section } of SHEETS) render(sheet(lang, section));
  delete options.vnode;
  const components = Object.entries(ui).filter(
    ([name, value]) => typeof value === 'function' && /^[A-Z][a-z]/.test(name),
  );
  expect(components.length).toBeGreaterThan(40);
  expect(components.filter(([, value]) => !drawn.has(value)).map(([name]) => name)).toEqual([]);
});

describe.each(SHEETS)('gallery $section in $lang', ({ lang, section }) => {
  const html = render(sheet(lang, section));
  const $ = load(html);

  test('says its language, has one main, one h1 and named landmarks', () => {
    expect($('html').attr('lang')).toBe(lang);
    expect($('main').length).toBe(1);
    expect($('h1').length).toBe(1);
    const names = $('nav')
      .get()
      .map((nav) => $(nav).attr('aria-label'));
    expect(names.every(Boolean)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    expect($('body a').first().attr('href')).toBe('#main');
  });

  test('holds no inline style, script or handler, so that a strict policy lets all of it through', () => {
    expect($('[style], style').length).toBe(0);
    expect($('script:not([src])').length).toBe(0);
    expect(html).not.toMatch(/\son[a-z]+=/);
    expect(html).not.toContain('javascript:');
  });

  test('has no id twice', () => {
    const ids = $('[id]')
      .get()
      .map((element) => element.attribs['id']);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('every control has a label, and every reference leads to something', () => {
    for (const control of $('input:not([type=hidden]), select, textarea').get()) {
      const id = $(control).attr('id');
      expect($(control).closest('label').length + $(`label[for="${id}"]`).length, id).toBe(1);
    }
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'for', 'popovertarget']) {
      for (const element of $(`[${attribute}]`).get()) {
        for (const id of $(element).attr(attribute)?.split(' ') ?? []) expect($(`[id="${id}"]`).length, id).toBe(1);
      }
    }
  });

  test('says its own words in its own language', () => {
    const own = $('body').clone();
    own.find(`[lang]:not([lang="${lang}"])`).remove();
    const foreign =
      lang === 'en'
        ? /\b(Guardar|Cerrar|Volver|Aplicar|Pendiente|Hecho|Siguiente)\b/
        : /\b(Save|Close|Back|Apply|Pending|Done|Next)\b/;
    expect(own.text()).not.toMatch(foreign);
  });
});
