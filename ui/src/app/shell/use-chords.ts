import { useEffect, useRef } from 'react';
import { keyName, mayUseLetters } from '../../components/keys';

const FIRST = 'g';
const WAIT = 1500;

/** The second key after G, within a second and a half. It comes before the keys of the screen, which may be the same. */
export function useChords(chords: Record<string, () => void>) {
  const latest = useRef(chords);
  useEffect(() => {
    latest.current = chords;
  });
  useEffect(() => {
    let begun = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.key === 'Shift') return;
      const name = keyName(event);
      const waiting = Date.now() - begun < WAIT;
      begun = 0;
      if (!mayUseLetters()) return;
      const act = waiting ? latest.current[name] : undefined;
      if (act) {
        event.preventDefault();
        event.stopImmediatePropagation();
        act();
      } else if (name === FIRST) {
        begun = Date.now();
      }
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
