/**
 * The cursor never falls off the page. When what has the focus goes away (a dialog closes, a panel shuts, a row is
 * no longer drawn), the focus goes back to where it was before, and to the screen when that is gone as well.
 */
type Stop = { element: HTMLElement; layer: HTMLElement | null };

/** What lies over or beside the screen and goes away as a whole. */
const LAYER = '[role="dialog"], [role="menu"], .inspector, .toast';
const MOST = 24;
/** Menus and dialogs return the focus themselves within this time. */
const PATIENCE = 40;

let trail: Stop[] = [];

/** Follows the focus from now on. Called once, at the start. */
export function startFocusKeeper() {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target !== document.body) remember(target);
  });
  let waiting = 0;
  new MutationObserver(() => {
    if (waiting !== 0 || !isLost()) return;
    waiting = window.setTimeout(() => {
      waiting = 0;
      if (isLost()) wayBack()?.focus({ preventScroll: true });
    }, PATIENCE);
  }).observe(document.body, { childList: true, subtree: true });
}

function remember(element: HTMLElement) {
  const layer = element.closest<HTMLElement>(LAYER);
  trail = [...trail.filter((one) => one.element !== element), { element, layer }].slice(-MOST);
}

/** Nothing has the focus, because what had it is gone: clicking beside everything is no loss. */
function isLost(): boolean {
  const { activeElement } = document;
  const last = trail.at(-1);
  return (activeElement === null || activeElement === document.body) && !!last && !last.element.isConnected;
}

function wayBack(): HTMLElement | undefined {
  const { layer } = trail.at(-1) ?? {};
  // it lies over the screen still: only a part of it was drawn anew
  if (layer?.isConnected && isThere(layer)) return within(layer);
  const screen = document.querySelector<HTMLElement>('main');
  const before = layer && trail.findLast((one) => one.layer !== layer && isThere(one.element));
  return (before || undefined)?.element ?? screen ?? undefined;
}

function within(layer: HTMLElement): HTMLElement {
  const found = layer.querySelector<HTMLElement>(
    '[data-autofocus], [tabindex="0"], a[href], button:not([disabled]), input:not([disabled])',
  );
  return found ?? layer;
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0 && !element.matches(':disabled');
}
