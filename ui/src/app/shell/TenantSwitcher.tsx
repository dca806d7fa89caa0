import { Menu, Modal, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, Plug, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { counted, initials } from '../../components/text';
import { toast } from '../../components/toast';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import { host, type TenantSummary } from '../../host/host';
import { tenantChanged } from '../../host/queries';
import { originWord } from './status-model';

/** Which tenant this is, and whether it is live. Solid is LIVE, hatched is not. Opens the others. */
export function TenantSwitcher({ tenant, tenants }: { tenant: TenantSummary; tenants: TenantSummary[] }) {
  const navigate = useNavigate();
  const refresh = useRefresh(tenant.name);
  const [removing, setRemoving] = useState(false);
  const word = ENVIRONMENT_WORD[tenant.environment];
  const open = (name: string) => navigate({ to: '/t/$tenant/matrix', params: { tenant: name }, search: {} });
  return (
    <>
      <Menu width={280}>
        <Tooltip label={`${tenant.displayName}, ${word}`} position="right">
          <Menu.Target>
            <button type="button" className="tenant">
              <span className="tenant-logo" aria-hidden="true">
                {initials(tenant.displayName)}
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
                closeMenuOnClick
                rightSection={index < 9 && <kbd aria-hidden="true">Alt {index + 1}</kbd>}
              >
                <span className="md">{one.displayName}</span>
                <span className="xs t3" style={{ display: 'block' }}>
                  {ENVIRONMENT_WORD[one.environment]} · {originWord(one)} ·{' '}
                  {counted(one.counts.people, 'person', 'people')}
                </span>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          {tenant.kind !== 'practice' && (
            <Menu.Item
              leftSection={<RefreshCw size={14} aria-hidden="true" />}
              disabled={refresh.isPending}
              onClick={() => refresh.mutate()}
            >
              Read {tenant.displayName} again
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<Plug size={14} aria-hidden="true" />}
            onClick={() => navigate({ to: '/connect' })}
          >
            Connect another tenant
          </Menu.Item>
          <Menu.Item
            leftSection={<Trash2 size={14} aria-hidden="true" />}
            className="c-destructive"
            onClick={() => setRemoving(true)}
          >
            Remove from this computer
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RemoveDialog tenant={tenant} opened={removing} onClose={() => setRemoving(false)} />
    </>
  );
}

function RemoveDialog(props: { tenant: TenantSummary; opened: boolean; onClose(): void }) {
  const { tenant, opened, onClose } = props;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const needsName = tenant.environment === 'live';
  const remove = useMutation({
    mutationFn: () => host.remove(tenant.name),
    onSuccess: async () => {
      onClose();
      toast(`${tenant.displayName} was removed from Steward; the tenant itself is untouched`);
      await navigate({ to: '/' });
      tenantChanged(client, tenant.name);
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={`Remove ${tenant.displayName}`} size={460}>
      <p className="t2" style={{ marginBottom: 12 }}>
        Its snapshots, dismissed findings and token are deleted from this computer. The tenant itself is not
        touched. This cannot be undone.
      </p>
      {needsName && (
        <label>
          <span className="label">Type {tenant.name} to go on</span>
          <span className="field field-lg">
            <input
              value={typed}
              data-autofocus=""
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </span>
        </label>
      )}
      {remove.isError && <ErrorPanel error={remove.error} />}
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="quiet" onClick={onClose}>
          Keep it
        </Button>
        <Button
          variant="danger"
          disabled={remove.isPending || (needsName && typed !== tenant.name)}
          onClick={() => remove.mutate()}
        >
          Remove from this computer
        </Button>
      </div>
    </Modal>
  );
}
