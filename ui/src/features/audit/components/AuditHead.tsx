import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  ClipboardCheck,
  Download,
  Ellipsis,
  FileDown,
  HardDrive,
  PackageCheck,
  ShieldCheck,
} from 'lucide-react';
import { Button } from '../../../components/Button';
import { PageHead } from '../../../components/PageHead';
import { Segmented } from '../../../components/Segmented';
import { count, counted } from '../../../components/text';
import type { AuditPage, TenantSummary } from '../../../host/host';
import { useNarrowerThan } from '../../../theme/zoom';
import type { AuditDialog } from '../model/audit-search';
import { heldText, type Verdict } from '../model/verdict';

/** Where, how much of it is shown, and what can be done with all of it. */
export function AuditHead(props: {
  tenant: TenantSummary;
  all: boolean;
  page: AuditPage | undefined;
  verdict: Verdict | undefined;
  verifying: boolean;
  onScope(all: boolean): void;
  onVerify(): void;
  onOpen(dialog: AuditDialog): void;
}) {
  const { tenant, all, page, verdict, verifying, onScope, onVerify, onOpen } = props;
  const narrow = useNarrowerThan(900);
  const navigate = useNavigate();
  return (
    <PageHead
      crumb="Control"
      title="Audit"
      note={
        <>
          {page && (
            <span className="vh" aria-live="polite">
              {page.total === page.all
                ? counted(page.all, 'entry', 'entries')
                : `${count(page.total)} of ${counted(page.all, 'entry', 'entries')}`}
            </span>
          )}
          <span title={heldText(verdict)}>{heldText(verdict)}</span>
        </>
      }
      actions={
        <>
          {!narrow && (
            <Segmented<'one' | 'all'>
              label="Whose entries"
              value={all ? 'all' : 'one'}
              onChange={(next) => onScope(next === 'all')}
              options={[
                { value: 'one', label: 'This tenant' },
                { value: 'all', label: 'All tenants' },
              ]}
            />
          )}
          <Button
            icon={<ShieldCheck size={14} aria-hidden="true" />}
            keys="V"
            busy={verifying}
            onClick={onVerify}
          >
            Verify
          </Button>
          {!narrow && (
            <Button icon={<PackageCheck size={14} aria-hidden="true" />} onClick={() => onOpen('evidence')}>
              Evidence…
            </Button>
          )}
          <Menu position="bottom-end" width={268}>
            <Menu.Target>
              <Button
                aria-label="More about the audit trail"
                icon={<Ellipsis size={14} aria-hidden="true" />}
              />
            </Menu.Target>
            <Menu.Dropdown aria-label="More">
              {narrow && (
                <>
                  <Menu.Item onClick={() => onScope(!all)}>
                    {all ? `Entries of ${tenant.displayName} alone` : 'Entries of all tenants'}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<PackageCheck size={14} aria-hidden="true" />}
                    onClick={() => onOpen('evidence')}
                  >
                    Evidence for this question…
                  </Menu.Item>
                </>
              )}
              <Menu.Item
                leftSection={<ClipboardCheck size={14} aria-hidden="true" />}
                onClick={() => onOpen('control-evidence')}
              >
                Evidence for a control…
              </Menu.Item>
              <Menu.Item
                leftSection={<Download size={14} aria-hidden="true" />}
                rightSection={<kbd aria-hidden="true">Ctrl E</kbd>}
                onClick={() => onOpen('export')}
              >
                Export these entries…
              </Menu.Item>
              <Menu.Item
                leftSection={<FileDown size={14} aria-hidden="true" />}
                onClick={() => onOpen('import')}
              >
                Read an audit log in…
              </Menu.Item>
              <Menu.Item
                leftSection={<HardDrive size={14} aria-hidden="true" />}
                onClick={() => void navigate({ to: '/settings', search: { tab: 'storage' } })}
              >
                How long events stay
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    />
  );
}
