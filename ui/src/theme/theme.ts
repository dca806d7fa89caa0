import { createTheme } from '@mantine/core';

/** Menus and tips are drawn inside a landmark, so that screen readers find them. */
const portalProps = { target: '#overlays' };

/** What opens is never higher than the room it has; it scrolls inside. */
const fitted = ({ availableHeight, elements }: MiddlewareState & { availableHeight: number }) => {
  elements.floating.style.maxHeight = `${Math.max(96, Math.floor(availableHeight))}px`;
};
type MiddlewareState = { elements: { floating: HTMLElement } };

/** Mantine's part of the look: everything else is in tokens.css and mantine.css. */
export const theme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 6,
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        portalProps,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Menu: {
      defaultProps: {
        portalProps,
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 90 },
        position: 'bottom-start',
        offset: 4,
        loop: true,
        middlewares: { flip: true, shift: true, size: { padding: 8, apply: fitted } },
      },
    },
    Popover: {
      defaultProps: {
        portalProps,
        transitionProps: { duration: 90 },
        offset: 6,
        trapFocus: true,
        returnFocus: true,
        middlewares: { flip: true, shift: true, size: { padding: 8, apply: fitted } },
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 120, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
  },
});
