import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readScreens } from './screens';
import { useConfirmKey } from './shell/use-confirm-key';
import { useMouseTravel } from './shell/use-mouse-travel';
import { useScheduledReadings } from './shell/use-scheduled-readings';
import { useZoomKeys } from './shell/use-zoom-keys';

/** What goes on whatever screen is open. */
export function Background() {
  useConfirmKey();
  useMouseTravel();
  useScheduledReadings();
  useZoomKeys();
  useScreensToCome();
  return null;
}

/** The other screens are read once the first one stands. */
function useScreensToCome() {
  const client = useQueryClient();
  useEffect(() => {
    const ending = new AbortController();
    void readScreens(() => client.isFetching() > 0, ending.signal);
    return () => ending.abort();
  }, [client]);
}
