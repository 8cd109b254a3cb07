/**
 * Ctrl+K or `/` opens the search of the header as a list over the page. The link stays a link: whoever has no script, or
 * opens it in a new tab, gets the search page. The answer of `data-palette` is `{ hits: [{ href, title, detail? }] }`.
 */
import { bindSwitch, isSingleKey, singleKeysOn } from './single-keys.ts';

interface Found {
  readonly href: string;
  readonly title: string;
  readonly detail?: string;
}

interface Words {
  readonly label: string;
  readonly none: string;
  readonly some: string;
  readonly close: string;
  readonly slash: string;
}

const link = document.querySelector<HTMLAnchorElement>('a[data-palette]');
if (link) setUp(link, JSON.parse(link.dataset['words'] ?? '{}') as Words);

function setUp(opener: HTMLAnchorElement, words: Words): void {
  const dialog = element('dialog', { class: 'dialog palette', 'aria-label': words.label });
  // Not `search`: there Escape empties the box first, and the reader wants the page back.
  const input = element('input', {
    type: 'text',
    enterkeyhint: 'search',
    role: 'combobox',
    'aria-label': words.label,
    'aria-expanded': 'false',
    'aria-controls': 'palette-list',
    autocomplete: 'off',
  });
  const list = element('ul', { id: 'palette-list', role: 'listbox', 'aria-label': words.label });
  const status = element('p', { role: 'status', class: 'hint' });
  const foot = element('div', { class: 'palette-foot' });
  const box = element('input', { type: 'checkbox' });
  const label = element('label', {});
  const close = element('button', { type: 'button', class: 'button button-quiet' });
  label.append(box, ` ${words.slash} (/)`);
  close.append(words.close);
  foot.append(label, close);
  dialog.append(input, status, list, foot);
  document.body.append(dialog);
  bindSwitch(box);

  let asked = 0;
  let chosen = -1;

  const choose = (index: number): void => {
    const options = [...list.children];
    chosen = options.length === 0 ? -1 : (index + options.length) % options.length;
    options.forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === chosen));
    });
    if (chosen < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `palette-${chosen}`);
    options[chosen]?.scrollIntoView({ block: 'nearest' });
  };

  const show = (results: readonly Found[], searched: boolean): void => {
    list.replaceChildren(
      ...results.map(({ href, title, detail }, index) => {
        const option = element('li', { id: `palette-${index}`, role: 'option', 'data-href': href });
        option.append(title);
        if (detail) {
          const second = element('span', {});
          second.append(detail);
          option.append(second);
        }
        return option;
      }),
    );
    input.setAttribute('aria-expanded', String(results.length > 0));
    status.textContent = searched ? (results.length > 0 ? words.some : words.none) : '';
    choose(0);
  };

  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const query = input.value.trim();
    if (query.length < 2) return show([], false);
    const url = new URL(opener.dataset['palette'] ?? '', location.href);
    url.searchParams.set('q', query);
    const answer = await fetch(url, {
      headers: { accept: 'application/json', 'accept-language': document.documentElement.lang },
    });
    const body = answer.ok ? ((await answer.json()) as { readonly hits: readonly Found[] }) : { hits: [] };
    if (mine === asked) show(body.hits, true);
  };

  const go = (option: Element | undefined): void => {
    const href = option?.getAttribute('data-href');
    location.href = href ?? `${opener.href}?q=${encodeURIComponent(input.value)}`;
  };

  const open = (): void => {
    if (!dialog.open) dialog.showModal();
    input.select();
  };

  opener.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener('keydown', (event) => {
    const ctrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    if (!ctrlK && !(event.key === '/' && singleKeysOn() && isSingleKey(event))) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', () => void ask().catch(() => show([], true)));
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) choose(chosen + step);
    else if (event.key === 'Enter') go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    if (event.target instanceof Element) go(event.target.closest('li') ?? undefined);
  });
  close.addEventListener('click', () => dialog.close());
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
