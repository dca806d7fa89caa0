import { useCallback, useEffect, useState } from 'react';

/** Milliseconds that a choice rests before the address says it. WebKit lets an address change a hundred times in half a minute. */
const REST = 250;

/** The chosen entry: at once on the screen, and in the address once the choice rests. */
export function useChosen(
  address: string | undefined,
  put: (id: string | undefined) => void,
): [string | undefined, (id: string | undefined) => void] {
  const [id, setId] = useState(address);
  const [known, setKnown] = useState(address);
  const [own, setOwn] = useState(address);
  if (known !== address) {
    setKnown(address);
    // a link, or going back: not what was put here
    if (address !== own) {
      setId(address);
      setOwn(address);
    }
  }
  const choose = useCallback((next: string | undefined) => setId(next), []);
  useEffect(() => {
    if (id === own) return undefined;
    const timer = setTimeout(() => {
      setOwn(id);
      put(id);
    }, REST);
    return () => clearTimeout(timer);
  }, [id, own, put]);
  return [id, choose];
}
