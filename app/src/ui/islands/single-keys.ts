const STORED = 'enlace-single-keys';

/** Whether keys without Ctrl do something: on until the reader turns them off (WCAG 2.1.4), remembered by the browser. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

/** Ties a checkbox to that choice. */
export function bindSwitch(box: HTMLInputElement): void {
  box.checked = singleKeysOn();
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(STORED, box.checked ? 'on' : 'off');
    } catch {
      // A browser that stores nothing forgets the choice with the page.
    }
  });
}

/** A key pressed alone, and not while writing. */
export function isSingleKey(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  const writing = at?.closest('input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable],dialog');
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !writing;
}
