/** For what appears because of what one did: the cursor goes there, and a screen reader reads it out. */
export function takesFocus(element: HTMLElement | null) {
  element?.focus();
}
