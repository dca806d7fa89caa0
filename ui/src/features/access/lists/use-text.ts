import { useEffect, useState } from 'react';

/** Milliseconds after the last letter until the text is asked for. */
const REST = 120;

/** What is typed is seen at once and asked for when the fingers rest; the address may change it from outside. */
export function useText(
  address: string | undefined,
  onRest: (text: string | undefined) => void,
): [string, (next: string) => void] {
  const [text, setText] = useState(address ?? '');
  const [known, setKnown] = useState(address);
  if (known !== address) {
    setKnown(address);
    if ((address ?? '') !== text.trim()) setText(address ?? '');
  }
  const wanted = text.trim() || undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock anew
  useEffect(() => {
    if (wanted === address) return undefined;
    const timer = setTimeout(() => onRest(wanted), REST);
    return () => clearTimeout(timer);
  }, [wanted]);
  return [text, setText];
}
