import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Which of several arrangements fits, from the widest (0) to the narrowest. They are tried before anything is painted,
 * by their real width: whenever there is another width, or `content` tells that something else stands in the bar.
 */
export function useRoom<T extends HTMLElement>(
  arrangements: number,
  content: string,
): { ref: RefObject<T | null>; level: number } {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  const [tried, setTried] = useState({ content, width, level: 0 });
  const again = tried.content !== content || tried.width !== width;
  if (again) setTried({ content, width, level: 0 });
  const level = again ? 0 : tried.level;

  useLayoutEffect(() => {
    const bar = ref.current;
    if (!bar) return undefined;
    const measure = () => setWidth(bar.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(bar);
    const onFonts = () => setTried((last) => ({ ...last, level: 0 }));
    document.fonts?.addEventListener('loadingdone', onFonts);
    return () => {
      observer.disconnect();
      document.fonts?.removeEventListener('loadingdone', onFonts);
    };
  }, []);

  useLayoutEffect(() => {
    const bar = ref.current;
    if (!bar || level >= arrangements - 1 || bar.scrollWidth <= bar.clientWidth) return;
    setTried((last) => (last.level === level ? { ...last, level: level + 1 } : last));
  });
  return { ref, level };
}
