/** The addresses of the settings: of one tenant, and of the workspace. */

export const TENANT_TABS = ['connection', 'schedule', 'snapshots', 'left', 'remove'] as const;
export type TenantTab = (typeof TENANT_TABS)[number];

export const DIFF_VIEWS = ['access', 'things', 'edges'] as const;
export type DiffShown = (typeof DIFF_VIEWS)[number];

export type TenantSettingsSearch = {
  tab?: TenantTab | undefined;
  /** Hashes of two snapshots: their differences are shown. */
  before?: string | undefined;
  after?: string | undefined;
  show?: DiffShown | undefined;
};

export const WORKSPACE_TABS = ['general', 'policies', 'storage', 'machine', 'about'] as const;
export type WorkspaceTab = (typeof WORKSPACE_TABS)[number];

export const POLICY_VIEWS = ['operations', 'policies'] as const;
export type PolicyShown = (typeof POLICY_VIEWS)[number];

export type WorkspaceSettingsSearch = {
  tab?: WorkspaceTab | undefined;
  show?: PolicyShown | undefined;
};

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readTenantSettings(raw: Record<string, unknown>): TenantSettingsSearch {
  return {
    tab: TENANT_TABS.find((one) => one === raw.tab),
    before: hash(raw.before),
    after: hash(raw.after),
    show: DIFF_VIEWS.find((one) => one === raw.show),
  };
}

export function readWorkspaceSettings(raw: Record<string, unknown>): WorkspaceSettingsSearch {
  return {
    tab: WORKSPACE_TABS.find((one) => one === raw.tab),
    show: POLICY_VIEWS.find((one) => one === raw.show),
  };
}

/** A hash of nothing but digits is read as a number by the address. */
function hash(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
