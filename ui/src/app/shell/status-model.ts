/** What the status bar says: pure, so that it can be held to its word. */
import { ago, count, counted, dayAndTime } from '../../components/text';
import { failed, refreshed } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import type { AuditState, SecretStore, SnapshotInfo, TenantSummary } from '../../host/host';

/** `LIVE · reaches 412 people`, `PRACTICE · reaches nobody`; a file holds people and reaches none. */
export function environmentText(tenant: TenantSummary): string {
  const people = counted(tenant.counts.people, 'person', 'people');
  const word = ENVIRONMENT_WORD[tenant.environment];
  if (tenant.kind === 'file') return `${word} · a file of ${people}`;
  return tenant.environment === 'live' ? `${word} · reaches ${people}` : `${word} · reaches nobody`;
}

/** Where a tenant comes from, in a word. */
export function originWord(tenant: Pick<TenantSummary, 'kind'>): string {
  return { practice: 'built in', scim: 'SCIM', file: 'file' }[tenant.kind];
}

/** How the connection is. */
export function connectionText(tenant: TenantSummary, now: Date): string {
  switch (tenant.kind) {
    case 'practice':
      return 'Built in, needs no network';
    case 'file':
      return fileName(tenant.address);
    case 'scim':
      if (tenant.stale)
        return tenant.lastAttempt?.error?.code === 'unreachable' ? 'SCIM unreachable' : 'SCIM failed';
      return tenant.lastAttempt ? `SCIM · read ${ago(tenant.lastAttempt.at, now)}` : 'SCIM';
  }
}

/** The same where there is little room. */
export function connectionShort(tenant: TenantSummary, now: Date): string {
  return tenant.kind === 'practice' ? 'Built in' : connectionText(tenant, now);
}

/**
 * What is said of a reading that nobody asked for: that it changed something, or that it fails from now on. A failure of
 * the tenant that is open stands in its banner already.
 */
export function scheduledText(
  before: TenantSummary | undefined,
  now: TenantSummary | undefined,
  open: boolean,
): { text: string; tone: 'done' | 'problem' } | undefined {
  if (!before || !now) return undefined;
  const { stale, snapshot, lastAttempt } = now;
  if (stale) {
    const error = lastAttempt?.error;
    const told = before.stale || (open && snapshot !== null) || !error || error.code === 'cancelled';
    return told ? undefined : { text: failed(now.displayName, error), tone: 'problem' };
  }
  if (snapshot?.hash === before.snapshot?.hash) return undefined;
  const problemsTotal = lastAttempt?.problemsTotal ?? 0;
  return { text: refreshed({ tenant: now, changed: true, problemsTotal }), tone: 'done' };
}

export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** How the ledger stands: the last verifying speaks of the entries that were there then. */
export function ledgerText({ entries, verified }: Pick<AuditState, 'entries' | 'verified'>): string {
  if (verified === null) return 'not verified yet';
  if (!verified.holds) return 'does not hold';
  if (verified.entries > entries) return 'entries are gone';
  return verified.entries === entries ? 'verified' : `verified, ${count(entries - verified.entries)} since`;
}

/** Whether what was verified last holds and is all there still. */
export function ledgerHolds({ entries, verified }: Pick<AuditState, 'entries' | 'verified'>): boolean {
  return verified?.holds === true && verified.entries <= entries;
}

/** Where tokens are kept. */
export function secretsText(store: SecretStore): string {
  return {
    keyring: 'Tokens in the keyring',
    'passphrase-file': 'Tokens in a protected file',
    locked: 'Tokens locked',
    unavailable: 'No place for tokens',
  }[store.kind];
}

/** The same where there is little room. */
export function secretsShort(store: SecretStore): string {
  if (store.kind === 'keyring') return 'Keyring';
  return store.kind === 'passphrase-file' ? 'Protected file' : secretsText(store);
}

/** When the baseline was read, which is another reading than the one that is shown. */
export function baselineText(readings: readonly SnapshotInfo[] | undefined): string {
  const baseline = readings?.find((one) => one.baseline);
  if (baseline) return dayAndTime(baseline.takenAt);
  return readings ? 'None' : '–';
}

/** Practice and sandbox tenants hold invented people, live and imported ones real people. */
export function environmentMeaning(tenant: TenantSummary): string {
  switch (tenant.environment) {
    case 'live':
      if (tenant.kind === 'file')
        return 'Real people stand in this file. Steward only reads it; nothing here reaches anybody.';
      return 'Real people work in this tenant. Steward only reads it.';
    case 'sandbox':
      return 'A sandbox of the vendor. Nobody works in it.';
    case 'practice':
      return tenant.kind === 'practice'
        ? 'Invented people with planted mistakes. Nothing here reaches anybody.'
        : 'Marked as practice when it was connected. Nobody works in it.';
  }
}
