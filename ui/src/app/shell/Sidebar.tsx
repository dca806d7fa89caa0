import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  Boxes,
  Grid3x3,
  IdCard,
  KeyRound,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Search,
  Sun,
  UsersRound,
} from 'lucide-react';
import type { TenantCounts, TenantSummary, Workspace } from '../../host/host';
import { findingsQuery } from '../../host/queries';
import { useNarrowerThan } from '../../theme/zoom';
import { Me } from './Me';
import { openOverlay } from './overlay-state';
import { TenantSwitcher } from './TenantSwitcher';

/** Where one can go. Entries appear when what they open works. */
export function Sidebar({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const rail = useNarrowerThan(1280);
  const findings = useQuery({ ...findingsQuery(tenant.name), enabled: tenant.snapshot !== null });
  const counts: Partial<TenantCounts> = tenant.snapshot ? tenant.counts : {};
  const entry = { rail, tenant: tenant.name };
  return (
    <nav className="side" aria-label="Sidebar" data-region="Sidebar" tabIndex={-1}>
      <TenantSwitcher tenant={tenant} tenants={workspace.tenants} />
      <Tooltip label="Search or run" position="right" disabled={!rail}>
        <button type="button" className="finder" onClick={() => openOverlay('palette')}>
          <Search size={14} aria-hidden="true" />
          <span className="lab grow">Search or run</span>
          <kbd className="lab" aria-hidden="true">
            Ctrl K
          </kbd>
        </button>
      </Tooltip>
      <div className="nav">
        <div className="nav-group">
          <Entry {...entry} to="/t/$tenant/today" icon={Sun} label="Today" />
        </div>
        <div className="nav-group">
          <h2>Access</h2>
          <Entry {...entry} to="/t/$tenant/matrix" icon={Grid3x3} label="Matrix" />
          <Entry {...entry} to="/t/$tenant/people" icon={UsersRound} label="People" count={counts.people} />
          <Entry {...entry} to="/t/$tenant/groups" icon={Boxes} label="Groups" count={counts.groups} />
          <Entry {...entry} to="/t/$tenant/roles" icon={IdCard} label="Roles" count={counts.roles} />
          <Entry
            {...entry}
            to="/t/$tenant/permissions"
            icon={KeyRound}
            label="Permissions"
            count={counts.permissions}
          />
        </div>
        <div className="nav-group">
          <h2>Control</h2>
          <Entry
            {...entry}
            to="/t/$tenant/findings"
            icon={ListChecks}
            label="Findings"
            count={findings.data?.open.length}
            counts="open"
          />
          <Entry {...entry} to="/t/$tenant/audit" icon={ScrollText} label="Audit" />
        </div>
      </div>
      <Me operator={workspace.operator} rail={rail} />
    </nav>
  );
}

function Entry(props: {
  rail: boolean;
  tenant: string;
  to:
    | '/t/$tenant/today'
    | '/t/$tenant/matrix'
    | '/t/$tenant/people'
    | '/t/$tenant/groups'
    | '/t/$tenant/roles'
    | '/t/$tenant/permissions'
    | '/t/$tenant/findings'
    | '/t/$tenant/audit';
  icon: LucideIcon;
  label: string;
  count?: number | undefined;
  /** What is counted, when it is not what the entry is called. */
  counts?: string;
}) {
  const { rail, tenant, to, icon: Icon, label, count, counts = '' } = props;
  const spoken = count === undefined ? label : `${label}, ${count.toLocaleString('en')} ${counts}`.trim();
  return (
    <Tooltip label={spoken} position="right" disabled={!rail}>
      <Link
        to={to}
        params={{ tenant }}
        search={{}}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="lab">{label}</span>
        {count !== undefined && (
          <span className="lab nav-count">
            {count.toLocaleString('en')}
            {counts && <span className="vh"> {counts}</span>}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
