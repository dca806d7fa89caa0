import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useStateOf } from '../../components/as-of';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { ExportDialog } from '../../components/ExportDialog';
import { useKeys } from '../../components/keys';
import { NothingRead } from '../../components/NothingRead';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { Skeleton } from '../../components/Skeleton';
import { findingsQuery, workspaceQuery } from '../../host/queries';
import { FindingsView } from './components/FindingsView';
import type { FindingsSearch } from './model/findings-search';
import './findings.css';

/** What is wrong in this tenant, worst first, with the way out. */
export function FindingsPage({ tenant, search }: { tenant: string; search: FindingsSearch }) {
  const workspace = useQuery(workspaceQuery);
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary) return null;
  if (!summary.snapshot) {
    return (
      <Page head={<PageHead crumb="Control" title="Findings" />}>
        <NothingRead tenant={summary}>
          {`What is wrong appears here once ${summary.displayName} was read.`}
        </NothingRead>
      </Page>
    );
  }
  return <Checked tenant={tenant} search={search} />;
}

function Checked({ tenant, search }: { tenant: string; search: FindingsSearch }) {
  const findings = useQuery(findingsQuery(tenant));
  const state = useStateOf(tenant);
  const [exporting, setExporting] = useState(false);
  useKeys({ 'ctrl+e': () => setExporting(true) });
  const head = (
    <PageHead
      crumb="Control"
      title="Findings"
      note={findings.data && `As of ${state}`}
      actions={
        <Button
          icon={<Download size={14} aria-hidden="true" />}
          keys="Ctrl E"
          onClick={() => setExporting(true)}
        >
          Export
        </Button>
      }
    />
  );
  const dialog = (
    <ExportDialog tenant={tenant} first="sarif" opened={exporting} onClose={() => setExporting(false)} />
  );
  if (findings.data) {
    return (
      <>
        <FindingsView tenant={tenant} findings={findings.data} search={search} head={head} />
        {dialog}
      </>
    );
  }
  return (
    <Page head={head}>
      {findings.isError ? (
        <div style={{ padding: 20, maxWidth: 560 }}>
          <ErrorPanel error={findings.error} onRetry={() => findings.refetch()} />
        </div>
      ) : (
        <Skeleton asked={findingsQuery(tenant).queryKey} label="Checking who can do what" />
      )}
    </Page>
  );
}
