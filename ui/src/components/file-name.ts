/** A name for a file about a tenant: it says what is in it, and is safe on every system. Without an ending, a folder. */
export function fileNameFor(tenant: string, what: string, ending = ''): string {
  const safe = tenant.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'tenant';
  return ending === '' ? `${safe}-${what}` : `${safe}-${what}.${ending}`;
}
