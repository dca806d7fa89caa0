import { type LinkProps, useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { type Address, hrefOf } from './address';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & {
  to?: LinkProps['to'];
  params?: Address['params'] | Record<string, string>;
  search?: Address['search'] | object;
  children: ReactNode;
};

/**
 * Leads to another place in the window. The router's own link works its place out anew whenever anybody goes anywhere,
 * which a list of many feels at every letter that is typed.
 */
export function PlaceLink({ to, params, search, children, ...anchor }: Props) {
  const router = useRouter();
  const address = { to, params, search } as Address;
  const onClick = (event: MouseEvent) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    void router.navigate(address);
  };
  return (
    <a {...anchor} href={hrefOf(address, router)} onClick={onClick}>
      {children}
    </a>
  );
}
