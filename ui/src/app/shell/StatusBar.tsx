import { Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  Camera,
  FileText,
  FlaskConical,
  KeyRound,
  LockKeyhole,
  Plug,
  PlugZap,
  Radio,
  Shield,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ago, shortHash } from '../../components/text';
import { useNow } from '../../components/use-now';
import type { TenantSummary, Workspace } from '../../host/host';
import { openOverlay } from './overlay-state';
import { ConnectionDetail, EnvironmentDetail, SecretsDetail, SnapshotDetail } from './StatusDetails';
import { connectionText, environmentText, secretsText } from './status-model';

const ICON = { size: 13, strokeWidth: 1.75, 'aria-hidden': true } as const;
const ORIGIN_ICON = { practice: FlaskConical, scim: PlugZap, file: FileText };

/** How things stand. Every part opens its detail. */
export function StatusBar({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const now = useNow(30_000);
  const Origin = tenant.stale ? Plug : ORIGIN_ICON[tenant.kind];
  const EnvironmentIcon = tenant.environment === 'live' ? Radio : FlaskConical;
  const SecretIcon = workspace.secrets.kind === 'locked' ? LockKeyhole : KeyRound;
  return (
    <footer className="status" data-region="Status" tabIndex={-1}>
      <Part
        className="status-environment"
        label={environmentText(tenant)}
        icon={<EnvironmentIcon {...ICON} />}
        detail={(leave) => <EnvironmentDetail tenant={tenant} onLeave={leave} />}
      />
      {tenant.snapshot && (
        <Part
          label={
            <>
              Snapshot <span className="mono">{shortHash(tenant.snapshot.hash)}</span>
              <span className="status-optional">{ago(tenant.snapshot.takenAt, now)}</span>
            </>
          }
          icon={<Camera {...ICON} />}
          detail={(leave) => <SnapshotDetail tenant={tenant} onLeave={leave} />}
        />
      )}
      <Part
        label={connectionText(tenant, now)}
        icon={<Origin {...ICON} />}
        strong={tenant.stale}
        detail={(leave) => <ConnectionDetail tenant={tenant} onLeave={leave} />}
      />
      <Link className="status-part" to="/settings" search={{ tab: 'policies' }}>
        <Shield {...ICON} />
        Policy <span className="mono">{workspace.policyVersion.slice(0, 8)}</span>
      </Link>
      <Part
        label={secretsText(workspace.secrets)}
        icon={<SecretIcon {...ICON} />}
        strong={workspace.secrets.kind === 'locked'}
        detail={() => <SecretsDetail secrets={workspace.secrets} />}
      />
      <div className="status-gap" />
      <Link className="status-part status-optional" to="/settings" search={{ tab: 'about' }}>
        Steward {workspace.version}
      </Link>
      <button type="button" className="status-part" onClick={() => openOverlay('shortcuts')}>
        <kbd aria-hidden="true">?</kbd> Shortcuts
      </button>
    </footer>
  );
}

/** A part of the bar with a detail above it. */
function Part(props: {
  label: ReactNode;
  icon: ReactNode;
  detail(leave: () => void): ReactNode;
  className?: string;
  strong?: boolean;
}) {
  const { label, icon, detail, className = '', strong = false } = props;
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={360} withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className={`status-part ${className}`}
          aria-expanded={opened}
          aria-haspopup="dialog"
          onClick={() => setOpened((before) => !before)}
        >
          {icon}
          <span className={`row gap6 trunc ${strong ? 'sb' : ''}`}>{label}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Detail">
        <div className="pop-body pop-wide">{opened && detail(() => setOpened(false))}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
