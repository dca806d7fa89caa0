import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  Camera,
  Check,
  FileText,
  FlaskConical,
  KeyRound,
  Link2,
  LockKeyhole,
  Plug,
  PlugZap,
  Radio,
  Shield,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { RunningWork } from '../../components/RunningWork';
import { ago, shortHash } from '../../components/text';
import { useNow } from '../../components/use-now';
import type { TenantSummary, Workspace } from '../../host/host';
import { auditStateQuery, operationsQuery } from '../../host/queries';
import { openDetail, openOverlay, type StatusPart, useDetailOpen } from './overlay-state';
import {
  ConnectionDetail,
  EnvironmentDetail,
  LedgerDetail,
  SecretsDetail,
  SnapshotDetail,
} from './StatusDetails';
import {
  connectionShort,
  connectionText,
  environmentText,
  ledgerHolds,
  ledgerText,
  secretsShort,
  secretsText,
} from './status-model';

const ICON = { size: 13, strokeWidth: 1.75, 'aria-hidden': true } as const;
const ORIGIN_ICON = { practice: FlaskConical, scim: PlugZap, file: FileText };

/** How things stand. Every part opens its detail. */
export function StatusBar({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const now = useNow();
  const Origin = tenant.stale ? Plug : ORIGIN_ICON[tenant.kind];
  const EnvironmentIcon = tenant.environment === 'live' ? Radio : FlaskConical;
  const SecretIcon = workspace.secrets.kind === 'locked' ? LockKeyhole : KeyRound;
  const operations = useQuery(operationsQuery);
  const mayRead = operations.data?.some((one) => one.name === 'audit.search' && one.allowed) ?? false;
  const record = useQuery({ ...auditStateQuery(tenant.name), enabled: mayRead });
  const ledger = record.data;
  // the parts come together: one that comes later would push the others from under the pointer
  const known = !operations.isPending && !(mayRead && record.isPending);
  const leave = () => openDetail(undefined);
  return (
    <footer className="status" data-region="Status" tabIndex={-1}>
      <Part
        part="environment"
        title="Environment"
        className="status-environment"
        label={environmentText(tenant)}
        icon={<EnvironmentIcon {...ICON} />}
        detail={<EnvironmentDetail tenant={tenant} onLeave={leave} />}
      />
      {known && (
        <>
          {ledger?.head && (
            <Part
              part="ledger"
              title="Ledger"
              className="status-kept"
              label={
                <>
                  Ledger <span className="mono status-hash">{shortHash(ledger.head)}</span>{' '}
                  <span className={ledgerHolds(ledger) ? 'ok' : undefined}>
                    {ledgerHolds(ledger) && <Check className="status-sign" size={12} aria-hidden="true" />}
                    {ledgerText(ledger)}
                  </span>
                </>
              }
              icon={<Link2 {...ICON} />}
              strong={ledger.verified !== null && !ledgerHolds(ledger)}
              detail={<LedgerDetail tenant={tenant} state={ledger} onLeave={leave} />}
            />
          )}
          {tenant.snapshot && (
            <Part
              part="snapshot"
              className="status-least"
              title="Snapshot"
              label={
                <>
                  Snapshot <span className="mono status-hash">{shortHash(tenant.snapshot.hash)}</span>{' '}
                  {ago(tenant.snapshot.takenAt, now)}
                </>
              }
              icon={<Camera {...ICON} />}
              detail={<SnapshotDetail tenant={tenant} onLeave={leave} />}
            />
          )}
          <Part
            part="connection"
            title="Connection"
            className="status-quiet"
            label={connectionText(tenant, now)}
            short={connectionShort(tenant, now)}
            icon={<Origin {...ICON} />}
            strong={tenant.stale}
            detail={<ConnectionDetail tenant={tenant} workspace={workspace} onLeave={leave} />}
          />
          <Link className="status-part status-least" to="/settings" search={{ tab: 'policies' }}>
            <Shield {...ICON} />
            <span className="trunc">
              Policy <span className="mono">{workspace.policyVersion.slice(0, 8)}</span>
            </span>
          </Link>
          <Part
            part="secrets"
            title="Tokens"
            className="status-quiet"
            label={secretsText(workspace.secrets)}
            short={secretsShort(workspace.secrets)}
            icon={<SecretIcon {...ICON} />}
            strong={workspace.secrets.kind === 'locked'}
            detail={<SecretsDetail secrets={workspace.secrets} onLeave={leave} />}
          />
        </>
      )}
      <div className="status-gap" aria-hidden="true" />
      <RunningWork />
      <Link className="status-part status-optional" to="/settings" search={{ tab: 'about' }}>
        Steward {workspace.version}
      </Link>
      <button
        type="button"
        className="status-part status-kept status-quiet"
        onClick={() => openOverlay('shortcuts')}
      >
        <kbd aria-hidden="true">?</kbd> <span>Shortcuts</span>
      </button>
    </footer>
  );
}

/** A part of the bar with a detail above it. Esc closes it, wherever the cursor is, and gives the cursor back. */
function Part(props: {
  part: StatusPart;
  title: string;
  label: ReactNode;
  /** What is drawn of a label that is a text where there is little room. */
  short?: string;
  icon: ReactNode;
  detail: ReactNode;
  className?: string;
  strong?: boolean;
}) {
  const { part, title, label, short, icon, detail, className = '', strong = false } = props;
  const opened = useDetailOpen() === part;
  const button = useRef<HTMLButtonElement>(null);
  const set = (open: boolean) => openDetail(open ? part : undefined);
  useEffect(() => {
    if (!opened) return;
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      openDetail(undefined);
      button.current?.focus();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [opened]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' || opened) return;
    event.preventDefault();
    set(true);
  };
  return (
    <Popover opened={opened} onChange={set} position="top-start" width={360} withRoles={false}>
      <Popover.Target>
        <button
          ref={button}
          type="button"
          className={`status-part ${className}`}
          aria-expanded={opened}
          aria-haspopup="dialog"
          aria-label={typeof label === 'string' ? label : undefined}
          onClick={() => set(!opened)}
          onKeyDown={onKeyDown}
        >
          {icon}
          <span className={`trunc ${strong ? 'sb' : ''}`}>
            {short === undefined || short === label ? (
              label
            ) : (
              <>
                <span className="status-long">{label}</span>
                <span className="status-short">{short}</span>
              </>
            )}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title} tabIndex={-1} data-status-detail="">
        <div className="pop-body">{opened && detail}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
