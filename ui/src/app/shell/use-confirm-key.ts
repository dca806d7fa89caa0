import { useKeys } from '../../components/keys';

/** Ctrl and Enter press the button of the form that has the focus, also from a field in which Enter begins a line. */
export function useConfirmKey() {
  useKeys({
    // pressed and not sent: a button that cannot be pressed keeps its form
    'ctrl+enter': () =>
      document.activeElement?.closest('form')?.querySelector<HTMLElement>('[type="submit"]')?.click(),
  });
}
