/** Links to a place in Steward: `steward://tenant/practice/people/p-12` stands for the address `/t/practice/people/p-12`. */

/** Screens of a tenant, and whether one thing of them can be named. */
const SCREENS: Readonly<Record<string, 'alone' | 'with-id'>> = {
  today: 'alone',
  matrix: 'alone',
  people: 'with-id',
  groups: 'with-id',
  roles: 'with-id',
  permissions: 'with-id',
  findings: 'alone',
  audit: 'alone',
  settings: 'alone',
};

const LONGEST = 4000;

/** The address a link stands for; nothing when it is no link of Steward. Reads it as if from a stranger. */
export function routeOfLink(link: string): string | undefined {
  const text = link.trim();
  const match = /^steward:\/\/([^?#\s]+)(\?[^#\s]*)?$/i.exec(text);
  if (!match?.[1] || text.length > LONGEST) return undefined;
  const [kind, ...parts] = match[1].replace(/\/$/, '').split('/');
  const search = match[2] ?? '';
  if (kind === 'settings') return parts.length === 0 ? `/settings${search}` : undefined;
  if (kind !== 'tenant' || !parts.every(isName)) return undefined;
  const [tenant, screen = 'today', id, ...rest] = parts;
  if (tenant === undefined || rest.length > 0) return undefined;
  const takes = Object.hasOwn(SCREENS, screen) ? SCREENS[screen] : undefined;
  if (takes === undefined || (id !== undefined && takes === 'alone')) return undefined;
  return `/t/${[tenant, screen, id].filter((part) => part !== undefined).join('/')}${search}`;
}

/** The link to an address; nothing for places that are not worth one, such as connecting a tenant. */
export function linkOfRoute(address: string): string | undefined {
  const match = /^\/(t\/|settings)([^?#]*)(\?[^#]*)?$/.exec(address);
  if (!match) return undefined;
  const search = match[3] ?? '';
  const link =
    match[1] === 't/' ? `steward://tenant/${match[2]}${search}` : `steward://settings${match[2]}${search}`;
  return routeOfLink(link) === undefined ? undefined : link;
}

/** A name in a path: it can be decoded, is not empty and leads nowhere else. */
function isName(part: string): boolean {
  try {
    const name = decodeURIComponent(part);
    return name !== '' && name !== '.' && name !== '..' && !/[\\/]/.test(part) && !hasControl(name);
  } catch {
    return false;
  }
}

function hasControl(text: string): boolean {
  return [...text].some((letter) => letter < ' ');
}
