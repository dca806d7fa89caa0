/** Names of tenants in the workspace: short, for the terminal as well. */

/** `https://meridian.example/scim/v2/northwind` → `northwind`; `…/scim/v2` → `meridian`. */
export function nameFromUrl(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return '';
  const last = parsed.pathname
    .split('/')
    .findLast((part) => part !== '' && !/^(scim|v\d+(\.\d+)?|api)$/i.test(part));
  return slug(last ?? parsed.hostname.replace(/^www\./, '').split('.')[0] ?? '');
}

/** `/home/ines/hc data.txt` → `hc-data`. */
export function nameFromPath(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return slug(file.replace(/\.[^.]+$/, ''));
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

/** A name that no tenant has yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted === '' ? 'tenant' : wanted;
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
