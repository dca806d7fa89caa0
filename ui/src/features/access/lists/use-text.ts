import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { type Asks, seen } from './own-asks';

/** What is typed, and what was put into the address of it. */
export type Typed = {
  text: string;
  setText(next: string): void;
  asks: Asks;
  setAsks: Dispatch<SetStateAction<Asks>>;
};

/** What is typed is seen and asked for at once; the address may change it from outside. */
export function useText(address: string | undefined): Typed {
  const [text, setText] = useState(address ?? '');
  const [known, setKnown] = useState(address);
  const [asks, setAsks] = useState<Asks>([]);
  if (known !== address) {
    const now = seen(asks, address);
    setKnown(address);
    setAsks(now.asks);
    if (now.fromOutside && (address ?? '') !== text.trim()) setText(address ?? '');
  }
  return { text, setText, asks, setAsks };
}

/** Milliseconds after an answer before the address follows: the router draws much anew, and the answer comes first. */
const LATER = 80;

/** Puts what was typed into the address, once what it asks for is here. */
export function useTextInAddress(
  { text, asks, setAsks }: Typed,
  address: string | undefined,
  answered: boolean,
  onAsk: (text: string | undefined) => void,
  later = LATER,
) {
  const wanted = text.trim() || undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew
  useEffect(() => {
    if (!answered || wanted === (asks.length > 0 ? asks[asks.length - 1] : address)) return;
    const timer = setTimeout(() => {
      setAsks((before) => [...before, wanted]);
      onAsk(wanted);
    }, later);
    return () => clearTimeout(timer);
  }, [wanted, answered]);
}
