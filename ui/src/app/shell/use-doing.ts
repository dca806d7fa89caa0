import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Archive,
  CalendarClock,
  Camera,
  ClipboardCheck,
  Download,
  FileDown,
  FileText,
  Hourglass,
  KeyRound,
  Link2,
  ListChecks,
  Moon,
  PackageCheck,
  Plug,
  PlugZap,
  RefreshCw,
  ShieldCheck,
  Sun,
  SunMoon,
  Trash2,
  Type,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { setLetters, useLetters } from '../../components/keys';
import { type Permission, permissionFor } from '../../components/permission';
import { dayAndTime } from '../../components/text';
import { toast } from '../../components/toast';
import { useOnce } from '../../components/use-once';
import { useRefresh } from '../../components/use-refresh';
import type { AuditDialog } from '../../features/audit/model/audit-search';
import type { TenantTab } from '../../features/settings/model/settings-search';
import { useWorkThrough } from '../../features/today/api/use-work-through';
import { type ConsequenceClass, host, type TenantSummary } from '../../host/host';
import { operationsQuery, tenantChanged } from '../../host/queries';
import { chooseScheme } from '../../theme/color-scheme';
import { zoomBy } from '../../theme/zoom';
import { linkOfRoute } from '../links';
import { keysOf } from './keymap';
import { openOverlay } from './overlay-state';
import type { Command } from './palette-model';

type Doing = Omit<Command, 'group' | 'id' | 'lacks'> & {
  /** The operation of the catalogue that this needs. */
  operation?: string;
  consequence: ConsequenceClass;
};

/** What can be done, each with its class; what this operator may not do says who may. */
export function useDoing(tenant: TenantSummary): Command[] {
  const navigate = useNavigate();
  const operations = useQuery(operationsQuery).data;
  const letters = useLetters();
  const refresh = useRefresh(tenant.name);
  const work = useWorkThrough(tenant.name);
  const baseline = useBaseline(tenant);
  const params = { tenant: tenant.name };
  const name = tenant.displayName;
  const settings = (tab: TenantTab) => () =>
    void navigate({ to: '/t/$tenant/settings', params, search: { tab } });
  const remote: Doing[] = [
    {
      label: `Read ${name} again`,
      icon: RefreshCw,
      operation: 'tenant.refresh',
      consequence: 'diagnose',
      run: () => refresh.mutate(),
    },
    {
      label: `Choose how often ${name} is read…`,
      icon: CalendarClock,
      operation: 'tenant.schedule',
      consequence: 'correct',
      run: settings('schedule'),
    },
  ];
  const scim: Doing[] = [
    {
      label: `Test the connection of ${name}…`,
      icon: PlugZap,
      operation: 'tenant.test',
      consequence: 'diagnose',
      run: settings('connection'),
    },
    {
      label: `Replace the token of ${name}…`,
      icon: KeyRound,
      operation: 'tenant.token',
      consequence: 'correct',
      run: settings('connection'),
    },
  ];
  const snapshot: Doing[] = [
    {
      label: 'Work through the findings',
      icon: ListChecks,
      consequence: 'view',
      keys: keysOf('work'),
      run: work,
    },
    {
      label: 'Write the daily brief…',
      icon: FileText,
      consequence: 'view',
      run: () => void navigate({ to: '/t/$tenant/today', params, search: { brief: true } }),
    },
    {
      label: 'Export access to a file…',
      icon: Download,
      operation: 'access.export',
      consequence: 'override',
      run: () => openOverlay('export'),
    },
    {
      label: 'Make the present state the baseline',
      icon: Camera,
      operation: 'snapshot.baseline',
      consequence: 'correct',
      run: () => baseline.mutate(),
    },
  ];
  const audit = (dialog: AuditDialog) => () =>
    void navigate({ to: '/t/$tenant/audit', params, search: { do: dialog } });
  const trail: Doing[] = [
    {
      label: 'Verify everything on record…',
      icon: ShieldCheck,
      operation: 'record.read',
      consequence: 'view',
      run: audit('verify'),
    },
    {
      label: `Read an audit log of ${name} in…`,
      icon: FileDown,
      operation: 'audit.import',
      consequence: 'correct',
      run: audit('import'),
    },
    {
      label: 'Export the audit trail to a file…',
      icon: Download,
      operation: 'audit.export',
      consequence: 'override',
      run: audit('export'),
    },
    {
      label: 'Write a bundle of evidence…',
      icon: PackageCheck,
      operation: 'evidence.create',
      consequence: 'override',
      run: audit('evidence'),
    },
    {
      label: 'Write a bundle of evidence for a control…',
      icon: ClipboardCheck,
      operation: 'evidence.create',
      consequence: 'override',
      run: audit('control-evidence'),
    },
    {
      label: 'Choose how long events of audit logs stay…',
      icon: Hourglass,
      operation: 'audit.retention',
      consequence: 'destructive',
      run: () => void navigate({ to: '/settings', search: { tab: 'storage' } }),
    },
  ];
  const anywhere: Doing[] = [
    { label: 'Copy the link to this screen', icon: Link2, consequence: 'view', run: copyLink },
    {
      label: 'Connect another tenant…',
      icon: Plug,
      operation: 'tenant.add',
      consequence: 'correct',
      run: () => void navigate({ to: '/connect' }),
    },
    {
      label: 'Back up the workspace…',
      icon: Archive,
      operation: 'workspace.backup',
      consequence: 'correct',
      run: () => void navigate({ to: '/settings', search: { tab: 'storage' } }),
    },
    { label: 'Use the light appearance', icon: Sun, consequence: 'view', run: () => chooseScheme('light') },
    { label: 'Use the dark appearance', icon: Moon, consequence: 'view', run: () => chooseScheme('dark') },
    {
      label: 'Use the appearance of the system',
      icon: SunMoon,
      consequence: 'view',
      run: () => chooseScheme('system'),
    },
    {
      label: 'Draw everything larger',
      icon: ZoomIn,
      consequence: 'view',
      keys: 'Ctrl +',
      run: () => zoomBy(1),
    },
    {
      label: 'Draw everything smaller',
      icon: ZoomOut,
      consequence: 'view',
      keys: 'Ctrl −',
      run: () => zoomBy(-1),
    },
    {
      label: letters ? 'Switch single letter keys off' : 'Switch single letter keys on',
      icon: Type,
      consequence: 'view',
      run: () => {
        setLetters(!letters);
        toast(letters ? 'Single letter keys are off' : 'Single letter keys are on');
      },
    },
    {
      label: `Remove ${name} from this computer…`,
      icon: Trash2,
      operation: 'tenant.remove',
      consequence: 'destructive',
      run: settings('remove'),
    },
  ];
  return [
    ...(tenant.snapshot ? snapshot.slice(0, 1) : []),
    ...(tenant.kind === 'practice' ? [] : remote),
    ...(tenant.kind === 'scim' ? scim : []),
    ...(tenant.snapshot ? snapshot.slice(1) : []),
    ...trail,
    ...anywhere,
  ].map(({ operation, ...command }): Command => {
    const { may, roles } = operation === undefined ? ANYBODY : permissionFor(operations, operation);
    return {
      ...command,
      id: `do ${command.label}`,
      group: 'Do',
      lacks: may ? undefined : roles,
      run: may
        ? command.run
        : () => void navigate({ to: '/settings', search: { tab: 'policies', show: 'operations' } }),
    };
  });
}

const ANYBODY: Permission = { may: true, roles: [] };

function useBaseline(tenant: TenantSummary) {
  const client = useQueryClient();
  return useOnce({
    mutationFn: async () => {
      if (tenant.snapshot) await host.setBaseline(tenant.name, tenant.snapshot.hash);
    },
    onSuccess: () => {
      tenantChanged(client, tenant.name);
      if (tenant.snapshot) {
        toast(`Differences are now measured against ${dayAndTime(tenant.snapshot.takenAt)}`);
      }
    },
    onError: (error) => toast(`The baseline stays: ${error.message}`, { tone: 'problem' }),
  });
}

/** The address is read where it stands: in the hash of the window. */
function copyLink() {
  const link = linkOfRoute(window.location.hash.slice(1));
  if (link === undefined) return;
  navigator.clipboard.writeText(link).then(
    () => toast(`Copied ${link.length > 60 ? 'the link' : link}`),
    () => toast('The clipboard cannot be written', { tone: 'problem' }),
  );
}
