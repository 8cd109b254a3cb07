/** Small comforts of every page. Each works on markup that already does its work without them. */

const FOCUS = '#focus=';

keepPlaceAcrossLanguages();
guardUnsaved();
followJobs();
offerCopies();

/** The language switch keeps the place: an anchor that is in the address, else the switch itself. */
function keepPlaceAcrossLanguages(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-language]');
  link?.addEventListener('click', () => {
    link.hash = location.hash || FOCUS + link.id;
  });
  if (!location.hash.startsWith(FOCUS)) return;
  document.getElementById(decodeURIComponent(location.hash.slice(FOCUS.length)))?.focus();
  history.replaceState(null, '', location.pathname + location.search);
}

/** A form with `data-guard` asks before the page is left with answers that were not sent. */
function guardUnsaved(): void {
  let unsaved = false;
  document.addEventListener('input', (event) => {
    if (event.target instanceof Element && event.target.closest('form[data-guard]')) unsaved = true;
  });
  document.addEventListener('submit', () => {
    unsaved = false;
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
}

/** The page of a job that goes on is asked for again, as often as it says. */
function followJobs(): void {
  const seconds = document.querySelector<HTMLElement>('[data-refresh]')?.dataset['refresh'];
  if (seconds !== undefined) setTimeout(() => location.reload(), Number(seconds) * 1000);
}

function offerCopies(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const address = new URL(button.dataset['copy'] ?? '', location.href).href;
      void navigator.clipboard.writeText(address).then(() => {
        button.textContent = button.dataset['done'] ?? '';
      });
    });
  }
}
