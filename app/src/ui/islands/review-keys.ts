/**
 * The import screen by keyboard. Each key presses a button or link that is already on the page (`data-key`), so that
 * nothing here decides anything; `j` and `k` move the focus from proposal to proposal and the mark in the source with it.
 */
import { bindSwitch, isSingleKey, singleKeysOn } from './single-keys.ts';

const review = document.querySelector<HTMLElement>('[data-review]');
if (review) setUp(review);

function setUp(root: HTMLElement): void {
  const candidates = [...root.querySelectorAll<HTMLElement>('[data-candidate]')];
  const marks = [...root.querySelectorAll<HTMLElement>('[data-for]')];
  const addressed = (): HTMLElement | undefined => candidates.find(({ id }) => `#${id}` === location.hash);
  let current = addressed() ?? candidates.find((candidate) => candidate.hasAttribute('aria-current')) ?? candidates[0];

  const mark = (candidate: HTMLElement): void => {
    current = candidate;
    for (const one of candidates) {
      if (one === candidate) one.setAttribute('aria-current', 'true');
      else one.removeAttribute('aria-current');
    }
    for (const one of marks) {
      const mine = one.dataset['for'] === candidate.id;
      if (mine) one.dataset['current'] = 'true';
      else delete one.dataset['current'];
    }
    revealInPane(marks.find((one) => one.dataset['for'] === candidate.id));
  };

  const moveTo = (candidate: HTMLElement | undefined): void => {
    if (!candidate) return;
    mark(candidate);
    candidate.focus({ preventScroll: true });
    candidate.scrollIntoView({ block: 'nearest' });
  };

  root.addEventListener('focusin', (event) => {
    const inside = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-candidate]') : null;
    if (inside && inside !== current) mark(inside);
  });
  addEventListener('hashchange', () => moveTo(addressed()));
  addEventListener('keydown', (event) => {
    if (!singleKeysOn() || !isSingleKey(event) || !current) return;
    const at = candidates.indexOf(current);
    if (event.key === 'j') moveTo(candidates[at + 1]);
    else if (event.key === 'k') moveTo(candidates[at - 1]);
    else {
      const button = [...current.querySelectorAll<HTMLElement>('[data-key]')].find(
        (one) => one.dataset['key'] === event.key,
      );
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });

  const help = document.querySelector<HTMLElement>('[data-key-help]');
  const box = help?.querySelector<HTMLInputElement>('[data-key-switch]');
  if (box) bindSwitch(box);
  if (help) help.hidden = false;
  const asked = addressed();
  if (asked) moveTo(asked);
  else if (current) mark(current);
}

/** Brings the sentence into view inside its own pane; the page itself stays where it is. */
function revealInPane(found: HTMLElement | undefined): void {
  const pane = found?.closest<HTMLElement>('.split-source');
  if (!found || !pane) return;
  const top = found.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (top < 48 || top > pane.clientHeight - 96) pane.scrollTop += top - pane.clientHeight / 3;
}
