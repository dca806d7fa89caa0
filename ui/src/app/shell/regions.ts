/** Moves the cursor to the next or previous region of the window: sidebar, screen, panel, status bar. */
export function nextRegion(step: 1 | -1) {
  const regions = Array.from(document.querySelectorAll<HTMLElement>('[data-region]')).filter(
    (region) => region.offsetParent !== null || region === document.body,
  );
  if (regions.length === 0) return;
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length] ?? regions[0];
  if (!next) return;
  const first = next.querySelector<HTMLElement>(
    '[tabindex="0"], a[href], button:not([disabled]), input:not([disabled]), select',
  );
  (first ?? next).focus();
}
