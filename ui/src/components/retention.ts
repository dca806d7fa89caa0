/** How long events of audit logs stay, in words. */
import type { AuditRetention } from '../host/host';
import { counted } from './text';

/** `365 days`, `2,048 MiB`, `365 days, and no more than 2,048 MiB`, `for good`. */
export function retentionText({ days, mib }: AuditRetention): string {
  const parts = [
    days !== null && counted(days, 'day'),
    mib !== null && `no more than ${mib.toLocaleString('en')} MiB`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'for good' : parts.join(', and ');
}
