import { useMouseTravel } from './shell/use-mouse-travel';
import { useScheduledReadings } from './shell/use-scheduled-readings';
import { useZoomKeys } from './shell/use-zoom-keys';

/** What goes on whatever screen is open. */
export function Background() {
  useMouseTravel();
  useScheduledReadings();
  useZoomKeys();
  return null;
}
