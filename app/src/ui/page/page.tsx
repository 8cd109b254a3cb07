import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { classNames } from '../class-names.ts';
import { uiWords } from '../words.ts';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { Flash, type FlashNotice } from './flash.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Nav, type NavItem } from './nav.tsx';
import { MAIN_ID, SkipLink } from './skip-link.tsx';

/** Addresses of the built files. `scripts` is keyed by island (`enhance`, `palette`, …): the names of `ISLANDS`. */
export interface PageAssets {
  readonly css: string;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Who is signed in, as the header says it. */
export interface Account {
  readonly name: string;
  readonly organisation?: string | undefined;
  /** The person's own page. */
  readonly href?: string | undefined;
  /** Where the button "Salir" posts. */
  readonly signOutAction?: string | undefined;
}

/** What stays the same on every page of one site in one language. */
export interface Site {
  /** The conference's name, beside the product's. */
  readonly conference: string;
  readonly homeHref: string;
  /** `href` is the search page (a GET form with `q`), `json` the same results for the palette. */
  readonly search?: { readonly href: string; readonly json: string } | undefined;
  readonly signInHref?: string | undefined;
  readonly footer: readonly { readonly href: string; readonly label: string }[];
  readonly demo: boolean;
}

export interface PageProps {
  readonly lang: Lang;
  /** The heading, and with the product's name the title of the window. */
  readonly title: string;
  /** Title of the window when it must say less than the heading: names of people never get into it. */
  readonly windowTitle?: string | undefined;
  readonly lede?: ComponentChildren;
  /** Links or buttons beside the heading: print, exports, the page's main act. */
  readonly actions?: ComponentChildren;
  readonly site: Site;
  readonly assets: PageAssets;
  /** Islands of this page, beyond the two that every page has. */
  readonly islands?: readonly string[] | undefined;
  readonly nav?: readonly NavItem[] | undefined;
  readonly account?: Account | undefined;
  /** This page in the other language, with its query. */
  readonly otherLangHref: string;
  readonly breadcrumb?: readonly Crumb[] | undefined;
  readonly flash?: FlashNotice | undefined;
  /** A form of this page came back with faults: the window's title says so first. */
  readonly hasErrors?: boolean | undefined;
  /** Public pages name their pair in the other language for search engines. */
  readonly alternates?: Readonly<Record<Lang, string>> | undefined;
  /** Seconds until a page that follows a long job asks again, without JavaScript. */
  readonly refreshSeconds?: number | undefined;
  /** The reader's browser asks to save data: no web font is fetched. */
  readonly saveData?: boolean | undefined;
  /** Source, version and date: the last line of the printed sheet. */
  readonly printLine?: string | undefined;
  /** Running text is kept to a readable measure; lists and tables use the whole width. */
  readonly width?: 'text' | 'wide' | undefined;
  readonly children: ComponentChildren;
}

/** A whole HTML document, without its doctype (`DOCTYPE`): header, navigation, heading, content, footer. */
export function Page(props: PageProps): VNode {
  const { lang, title, site } = props;
  return (
    <html lang={lang} class={props.saveData ? 'save-data' : undefined}>
      <Head {...props} />
      <body>
        <SkipLink lang={lang} />
        <Header {...props} />
        {props.nav && props.nav.length > 0 && <Nav lang={lang} items={props.nav} />}
        <div class="frame">
          {props.breadcrumb && props.breadcrumb.length > 0 && <Breadcrumb lang={lang} items={props.breadcrumb} />}
          <main id={MAIN_ID} tabIndex={-1} class={classNames(props.width === 'text' && 'measure')}>
            <div class="page-head">
              <h1>{title}</h1>
              {props.lede !== undefined && <p class="lede">{props.lede}</p>}
              {props.actions !== undefined && <div class="page-actions">{props.actions}</div>}
            </div>
            {site.demo && <DemoBanner lang={lang} />}
            {props.flash && <Flash lang={lang} {...props.flash} />}
            {props.children}
          </main>
        </div>
        <Footer {...props} />
      </body>
    </html>
  );
}

/** What a rendered `Page` is preceded by. */
export const DOCTYPE = '<!DOCTYPE html>';

function Head({ lang, title, windowTitle, assets, islands = [], ...props }: PageProps): VNode {
  const t = uiWords(lang);
  const scripts = ['enhance', ...(props.site.search ? ['palette'] : []), ...islands].flatMap((name) => {
    const src = assets.scripts[name];
    return src === undefined ? [] : [src];
  });
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${props.hasErrors ? t('ui.page.error-title') : ''}${windowTitle ?? title} · Enlace`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <link rel="stylesheet" href={assets.css} />
      {props.alternates &&
        Object.entries(props.alternates).map(([code, href]) => <link rel="alternate" hreflang={code} href={href} />)}
      {props.refreshSeconds !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
        </noscript>
      )}
      {scripts.map((src) => (
        <script type="module" src={src} />
      ))}
    </head>
  );
}

function Header({ lang, site, account, otherLangHref }: PageProps): VNode {
  const t = uiWords(lang);
  return (
    <header class="masthead">
      <p class="brand">
        <a href={site.homeHref}>Enlace</a>
      </p>
      <p class="conference">{site.conference}</p>
      <ul class="masthead-links">
        {site.search && (
          <li>
            <a
              href={site.search.href}
              data-palette={site.search.json}
              data-words={JSON.stringify({
                label: t('ui.search.label'),
                none: t('ui.search.none'),
                some: t('ui.search.some'),
                close: t('ui.close'),
                slash: t('ui.search.slash'),
              })}
            >
              {t('ui.search.open')}
            </a>
          </li>
        )}
        {account && (
          <li class="account">
            {account.href === undefined ? account.name : <a href={account.href}>{account.name}</a>}
            {account.organisation && <span> · {account.organisation}</span>}
          </li>
        )}
        {account?.signOutAction !== undefined && (
          <li>
            <form method="post" action={account.signOutAction}>
              <button type="submit" class="link-button">
                {t('ui.sign-out')}
              </button>
            </form>
          </li>
        )}
        {!account && site.signInHref !== undefined && (
          <li>
            <a href={site.signInHref}>{t('ui.sign-in')}</a>
          </li>
        )}
        <li>
          <LanguageSwitch lang={lang} href={otherLangHref} />
        </li>
      </ul>
    </header>
  );
}

function Footer({ lang, site, printLine }: PageProps): VNode {
  const t = uiWords(lang);
  return (
    <footer class="foot">
      {site.footer.length > 0 && (
        <nav aria-label={t('ui.footer.label')}>
          <ul>
            {site.footer.map(({ href, label }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {site.demo && <p class="print-only">{t('ui.demo')}</p>}
      {printLine !== undefined && <p class="print-line">{printLine}</p>}
    </footer>
  );
}
