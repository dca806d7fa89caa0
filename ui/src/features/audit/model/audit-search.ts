/** The address of the audit trail: `/t/x/audit?q=who:ines&entry=…`. */

export const AUDIT_DIALOGS = [
  'verify',
  'import',
  'evidence',
  'control-evidence',
  'entry-evidence',
  'export',
  'save',
  'saved',
] as const;
export type AuditDialog = (typeof AUDIT_DIALOGS)[number];

export type AuditSearch = {
  /** The question, in its text form. */
  q?: string | undefined;
  /** Everything that is on record, not only this tenant. */
  all?: true | undefined;
  /** Id of the entry that is open. */
  entry?: string | undefined;
  /** The dialog that is open. */
  do?: AuditDialog | undefined;
};

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  return {
    q: text(raw.q),
    all: raw.all === true || raw.all === 'true' ? true : undefined,
    entry: text(raw.entry),
    do: AUDIT_DIALOGS.find((one) => one === raw.do),
  };
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
