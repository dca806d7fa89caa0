import { useEffect, useState } from 'react';
import { type Asks, seen } from './own-asks';

/** What is typed is seen and asked for at once; the address may change it from outside. */
export function useText(
  address: string | undefined,
  onAsk: (text: string | undefined) => void,
): [string, (next: string) => void] {
  const [text, setText] = useState(address ?? '');
  const [known, setKnown] = useState(address);
  const [asks, setAsks] = useState<Asks>([]);
  if (known !== address) {
    const now = seen(asks, address);
    setKnown(address);
    setAsks(now.asks);
    if (now.fromOutside && (address ?? '') !== text.trim()) setText(address ?? '');
  }
  const wanted = text.trim() || undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew
  useEffect(() => {
    if (wanted === (asks.length > 0 ? asks[asks.length - 1] : address)) return;
    setAsks((before) => [...before, wanted]);
    onAsk(wanted);
  }, [wanted]);
  return [text, setText];
}
