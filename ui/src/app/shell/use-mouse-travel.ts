import { useEffect } from 'react';
import { goBack, goForward } from '../../components/travel';

const BACK = 3;
const FORWARD = 4;

/** The two buttons at the side of a mouse go back and forward, once, wherever the browser below would do the same. */
export function useMouseTravel() {
  useEffect(() => {
    const own = (event: MouseEvent) => event.button === BACK || event.button === FORWARD;
    const onDown = (event: MouseEvent) => {
      if (own(event)) event.preventDefault();
    };
    const onUp = (event: MouseEvent) => {
      if (!own(event)) return;
      event.preventDefault();
      if (event.button === BACK) goBack();
      else goForward();
    };
    window.addEventListener('mousedown', onDown);
    window.addEventListener('mouseup', onUp);
    return () => {
      window.removeEventListener('mousedown', onDown);
      window.removeEventListener('mouseup', onUp);
    };
  }, []);
}
