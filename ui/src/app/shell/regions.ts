/** Moves the cursor to the next or previous region of the window: sidebar, screen, panel, status bar. */
export function nextRegion(step: 1 | -1) {
  const regions = Array.from(document.querySelectorAll<HTMLElement>('[data-region]')).filter(
    (region) => region.offsetParent !== null || region === document.body,
  );
  if (regions.length === 0) return;
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length] ?? regions[0];
  if (!next) return;
  const first = next.matches('[tabindex="0"]')
    ? next
    : next.querySelector<HTMLElement>(
        '[tabindex="0"]:not([role="separator"]), a[href], button:not([disabled]), input:not([disabled]), select',
      );
  show(first ?? next);
}

/** Puts the cursor somewhere and draws a ring around it, even when the mouse was used last. */
function show(element: HTMLElement) {
  element.dataset.ring = '';
  element.addEventListener('blur', () => delete element.dataset.ring, { once: true });
  const options: FocusOptions & { focusVisible: boolean } = { focusVisible: true };
  element.focus(options);
}
