import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Bilingual, Lang, Principal } from '../../kernel/index.ts';
import { otherLang } from '../../kernel/index.ts';
import { DOCTYPE, type FlashNotice, Page, type Site as PageSite } from '../../ui/index.ts';
import { mayEver } from '../policy/index.ts';
import { type House, pathTo, type View } from '../system/index.ts';

/** What every page needs besides its own view. */
export interface PageFrame {
  readonly house: House;
  readonly who: Principal;
  readonly lang: Lang;
  /** This page in both languages. */
  readonly here: Bilingual;
  readonly conference: Readonly<Record<Lang, string>>;
  readonly exampleMode: boolean;
  readonly assets: { readonly css: string; readonly scripts: Readonly<Record<string, string>> };
  readonly saveData: boolean;
  readonly flash?: FlashNotice | undefined;
  readonly hasErrors?: boolean;
}

/** The whole HTML document of a view, in the frame that all pages share. */
export function renderPage(view: View, frame: PageFrame): string {
  return DOCTYPE + renderToString(document(view, frame));
}

function document(view: View, frame: PageFrame): VNode {
  const { house, who, lang, here } = frame;
  const signedIn = who.person !== null;
  return (
    <Page
      lang={lang}
      title={view.title}
      windowTitle={view.windowTitle}
      lede={view.lede}
      actions={view.actions}
      width={view.width}
      printLine={view.printLine}
      site={siteOf(frame)}
      assets={frame.assets}
      islands={view.islands}
      nav={navigation(view, frame)}
      account={
        signedIn
          ? {
              name: who.name,
              organisation: who.organisationName?.[lang],
              href: pathTo(house, lang, 'access.account'),
              signOutAction: pathTo(house, lang, 'access.sign-out'),
            }
          : undefined
      }
      otherLangHref={here[otherLang(lang)]}
      breadcrumb={view.crumbs && [...view.crumbs, { label: view.title, href: undefined }]}
      flash={frame.flash}
      hasErrors={frame.hasErrors}
      refreshSeconds={view.refreshSeconds}
      saveData={frame.saveData}
    >
      {view.body}
    </Page>
  );
}

function siteOf({ house, lang, who, conference, exampleMode }: PageFrame): PageSite {
  const t = house.translate[lang];
  const signedIn = who.person !== null;
  return {
    conference: conference[lang],
    homeHref: pathTo(house, lang, signedIn ? 'home.start' : 'access.sign-in'),
    search: signedIn ? { href: pathTo(house, lang, 'home.search'), json: '/api/v1/search' } : undefined,
    signInHref: pathTo(house, lang, 'access.sign-in'),
    footer: (
      [
        ...(signedIn ? ([['mailbox.settings', 'http.footer.notifications']] as const) : []),
        ['access.policy', 'http.footer.policy'],
        ['access.log', 'http.footer.log'],
        ['access.api', 'http.footer.api'],
      ] as const
    ).map(([route, key]) => ({ href: pathTo(house, lang, route), label: t(key) })),
    demo: exampleMode,
  };
}

function navigation(
  view: View,
  { house, who, lang, here }: PageFrame,
): { href: string; label: string; current?: 'page' | 'section' }[] {
  return house.navigation.flatMap((entry) => {
    const route = house.routes.get(entry.route);
    if (!route || !mayEver(house.policy, who, route.permission)) return [];
    const href = pathTo(house, lang, entry.route);
    const current = here[lang].split('?')[0] === href ? 'page' : view.section === entry.route ? 'section' : undefined;
    const label = (who.country === null && entry.labelWithoutCountry) || entry.label;
    return [{ href, label: house.translate[lang](label), ...(current ? { current } : {}) }];
  });
}
