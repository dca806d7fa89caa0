const KEY = 'steward.tenant';

/** The tenant that was open last. */
export function lastTenant(): string | null {
  return localStorage.getItem(KEY);
}

export function keepTenant(name: string) {
  localStorage.setItem(KEY, name);
}
