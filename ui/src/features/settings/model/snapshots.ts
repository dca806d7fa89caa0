/** Which snapshots are compared, and what differs between neighbours. */
import { count } from '../../../components/text';
import type { SnapshotInfo, TenantCounts } from '../../../host/host';

/** Picks a snapshot for a comparison, or lets go of it. Two at most: a third takes the place of the first. */
export function picked(before: readonly string[], hash: string): string[] {
  if (before.includes(hash)) return before.filter((one) => one !== hash);
  return [...before, hash].slice(-2);
}

/** The earlier and the later of two. `snapshots` are newest first. */
export function inOrder(
  snapshots: readonly SnapshotInfo[],
  pair: readonly string[],
): { before: string; after: string } | undefined {
  const [after, before] = snapshots.filter((one) => pair.includes(one.hash));
  return before && after ? { before: before.hash, after: after.hash } : undefined;
}

/** What is compared at first: the baseline, or the one before, with the newest. */
export function firstPair(snapshots: readonly SnapshotInfo[]): string[] {
  const [newest, ...older] = snapshots;
  const other = older.find((one) => one.baseline) ?? older[0];
  return newest && other ? [other.hash, newest.hash] : [];
}

/** `+2` against the snapshot before; nothing when it is the same or there is none. */
export function delta(
  snapshots: readonly SnapshotInfo[],
  at: number,
  what: keyof TenantCounts,
): string | undefined {
  const [now, older] = [snapshots[at], snapshots[at + 1]];
  if (!now || !older) return undefined;
  const more = now.counts[what] - older.counts[what];
  if (more === 0) return undefined;
  return more > 0 ? `+${count(more)}` : `−${count(-more)}`;
}

/** `steward-20261122T100000Z.db`: the moment stands in the name of a backup. */
export function backupName(now: Date): string {
  return `steward-${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.db`;
}
