/** The address of connecting: `/connect?kind=scim`. */
export type ConnectKind = 'practice' | 'scim' | 'file';

export type ConnectSearch = {
  kind?: ConnectKind | undefined;
  /** Name of a tenant whose connection is renewed. */
  again?: string | undefined;
};

const KINDS: readonly ConnectKind[] = ['practice', 'scim', 'file'];

export function readConnectSearch(raw: Record<string, unknown>): ConnectSearch {
  return {
    kind: KINDS.find((kind) => kind === raw.kind),
    again: typeof raw.again === 'string' && raw.again !== '' ? raw.again : undefined,
  };
}
