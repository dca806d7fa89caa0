import { useCallback, useEffect, useState } from 'react';

/** Milliseconds within which a dialog that closes gives the cursor back to what opened it. */
const PATIENCE = 40;

/** Puts the cursor somewhere once it is `ready`: the dialog that led there is closed, and its answer is there. */
export function useLanding(ready: boolean): (land: () => void) => void {
  const [wanted, setWanted] = useState<{ land(): void }>();
  useEffect(() => {
    if (!wanted || !ready) return undefined;
    const timer = setTimeout(() => {
      setWanted(undefined);
      wanted.land();
    }, PATIENCE);
    return () => clearTimeout(timer);
  }, [wanted, ready]);
  return useCallback((land) => setWanted({ land }), []);
}
