import { useMouseTravel } from './shell/use-mouse-travel';
import { useScheduledReadings } from './shell/use-scheduled-readings';

/** What goes on whatever screen is open. */
export function Background() {
  useMouseTravel();
  useScheduledReadings();
  return null;
}
