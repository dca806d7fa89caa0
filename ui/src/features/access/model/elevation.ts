/** Access that goes beyond daily work, until when, and where it comes from: pure. */
import { isOver } from '../../../components/times';
import { sourceText } from '../../../components/words';
import type { ConsequenceClass, GrantPath, HeldPermission, Item } from '../../../host/host';
import { wayOf } from './ways';

/** Gravest first. What only reads or repairs is no elevation. */
const ELEVATED: readonly ConsequenceClass[] = ['destructive', 'policy', 'override'];

export type Elevated = { permission: Item; consequence: ConsequenceClass; path: GrantPath | undefined };

/** Everything that ends at one moment. */
export type ElevationEnd = {
  until: string;
  /** When the last of it began; nothing when the tenant does not tell of all of it. */
  since: string | null;
  permissions: Elevated[];
  /** Groups and roles it comes through, each once. */
  from: Item[];
  /** Who put it there, each once. */
  by: string[];
};

export type Elevation = {
  /** The soonest first. */
  ending: ElevationEnd[];
  /** Without an end, the gravest first. */
  standing: Elevated[];
};

export function elevationOf(permissions: readonly HeldPermission[], now: Date): Elevation {
  const elevated = permissions
    .filter((one) => ELEVATED.includes(one.consequence))
    .sort((a, b) => ELEVATED.indexOf(a.consequence) - ELEVATED.indexOf(b.consequence));
  const ends = new Map<string, HeldPermission[]>();
  for (const one of elevated) {
    if (one.standing || one.until === null || isOver(one.until, now)) continue;
    ends.set(one.until, [...(ends.get(one.until) ?? []), one]);
  }
  return {
    ending: [...ends]
      .sort(([a], [b]) => Date.parse(a) - Date.parse(b))
      .map(([until, held]) => endAt(until, held)),
    standing: elevated.filter((one) => one.standing).map((one) => through(one, null)),
  };
}

/** The way that ends when the permission does; without an end, one that has none. */
function through({ permission, consequence, via }: HeldPermission, until: string | null): Elevated {
  return { permission, consequence, path: via.find((path) => path.until === until) ?? via[0] };
}

function endAt(until: string, held: readonly HeldPermission[]): ElevationEnd {
  const permissions = held.map((one) => through(one, until));
  const paths = permissions.flatMap(({ path }) => path ?? []);
  const begins = paths.map((path) => path.since);
  const known = begins.filter((since) => since !== null);
  const from = paths.flatMap((path) => wayOf(path).stations);
  return {
    until,
    since: known.length > 0 && known.length === begins.length ? latest(known) : null,
    permissions,
    from: [...new Map(from.map((item) => [`${item.kind} ${item.id}`, item])).values()],
    by: [...new Set(paths.map((path) => sourceText(path.source)).filter(Boolean))],
  };
}

function latest(moments: readonly string[]): string {
  return moments.reduce((last, one) => (Date.parse(one) > Date.parse(last) ? one : last));
}

/** How much of a stretch of time is left, from 0 to 1; nothing when it is not known when it began. */
export function shareLeft({ since, until }: Pick<ElevationEnd, 'since' | 'until'>, now: Date): number | null {
  if (since === null) return null;
  const whole = Date.parse(until) - Date.parse(since);
  if (!(whole > 0)) return null;
  return Math.min(1, Math.max(0, (Date.parse(until) - now.getTime()) / whole));
}
