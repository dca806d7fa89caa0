import { useKeys } from '../../components/keys';
import { chooseZoom, zoomBy } from '../../theme/zoom';

/** Ctrl with + - 0 draws everything larger, smaller, and as usual, on every screen. */
export function useZoomKeys() {
  const larger = () => zoomBy(1);
  const smaller = () => zoomBy(-1);
  useKeys({
    'ctrl++': larger,
    'ctrl+=': larger,
    'ctrl+-': smaller,
    'ctrl+_': smaller,
    'ctrl+0': () => chooseZoom(100),
  });
}
