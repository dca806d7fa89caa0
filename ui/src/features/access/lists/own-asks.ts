/** Texts that were put into the address and have not been seen there yet, oldest first. */
export type Asks = readonly (string | undefined)[];

/**
 * What an address that was just seen means. One of our own arrives late, when more may have been typed already: it and all
 * before it are settled, and the field stays as it is. Any other was set from outside, such as by going back.
 */
export function seen(asks: Asks, address: string | undefined): { asks: Asks; fromOutside: boolean } {
  const at = asks.indexOf(address);
  return at < 0 ? { asks: [], fromOutside: true } : { asks: asks.slice(at + 1), fromOutside: false };
}
