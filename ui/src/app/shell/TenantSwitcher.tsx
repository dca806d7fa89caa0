import { Menu, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Building2, ChevronsUpDown, Plug, RefreshCw, Settings2 } from 'lucide-react';
import { EnvironmentMark } from '../../components/EnvironmentMark';
import { usePermission } from '../../components/permission';
import { capital, counted, initials } from '../../components/text';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import type { TenantSummary } from '../../host/host';
import { originWord } from './status-model';

/** Which tenant this is, and whether it is live. Solid is LIVE, hatched is not. Opens the others. */
export function TenantSwitcher({ tenant, tenants }: { tenant: TenantSummary; tenants: TenantSummary[] }) {
  const navigate = useNavigate();
  const refresh = useRefresh(tenant.name);
  const { may } = usePermission('tenant.refresh');
  const word = ENVIRONMENT_WORD[tenant.environment];
  const open = (name: string) => navigate({ to: '/t/$tenant/today', params: { tenant: name } });
  return (
    <Menu width={320}>
      <Tooltip label={`${tenant.displayName}, ${word}`} position="right">
        <Menu.Target>
          <button type="button" className="tenant">
            <span className="tenant-logo" aria-hidden="true">
              {initials(tenant.displayName) || <Building2 size={15} strokeWidth={1.75} />}
            </span>
            <span className="tenant-text lab">
              <span className="tenant-name trunc">{tenant.displayName}</span>
              <span className="tenant-environment">
                <b>{word}</b>
                {tenant.product && <span className="trunc">· {tenant.product}</span>}
              </span>
            </span>
            <span className="vh">: switch tenant</span>
            <ChevronsUpDown className="tenant-more" size={16} aria-hidden="true" />
          </button>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Label>Tenants</Menu.Label>
        <Menu.RadioGroup value={tenant.name} onChange={open}>
          {tenants.map((one, index) => (
            <Menu.RadioItem
              key={one.name}
              value={one.name}
              data-current={one.name === tenant.name}
              closeMenuOnClick
              rightSection={index < 9 && <kbd aria-hidden="true">Alt {index + 1}</kbd>}
            >
              <span className={`tenant-item ${one.name === tenant.name ? 'sb' : 'md'}`}>
                {one.displayName}
              </span>
              <span className="row gap6 xs t3">
                <EnvironmentMark value={one.environment} />
                <span>
                  {one.name === tenant.name ? `Open now · ${originWord(one)}` : capital(originWord(one))} ·{' '}
                  {counted(one.counts.people, 'person', 'people')}
                </span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {tenant.kind !== 'practice' && may && (
          <Menu.Item
            leftSection={<RefreshCw size={14} aria-hidden="true" />}
            disabled={refresh.isPending}
            onClick={() => refresh.mutate()}
          >
            Read {tenant.displayName} again
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Settings2 size={14} aria-hidden="true" />}
          onClick={() => navigate({ to: '/t/$tenant/settings', params: { tenant: tenant.name }, search: {} })}
        >
          Connection, schedule, snapshots
        </Menu.Item>
        <Menu.Item
          leftSection={<Plug size={14} aria-hidden="true" />}
          onClick={() => navigate({ to: '/connect' })}
        >
          Connect another tenant
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
