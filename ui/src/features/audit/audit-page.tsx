import { useQuery } from '@tanstack/react-query';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { Permitted } from '../../components/Permitted';
import { usePermission } from '../../components/permission';
import { workspaceQuery } from '../../host/queries';
import { SEARCH } from './api/operations';
import { AuditScreen } from './components/AuditScreen';
import type { AuditSearch } from './model/audit-search';
import './audit.css';
import './entry.css';

/** Who did what, on what, through which surface, with which approval, under which policy; and whether that can be trusted. */
export function AuditPage({ tenant, search }: { tenant: string; search: AuditSearch }) {
  const workspace = useQuery(workspaceQuery);
  const { may } = usePermission(SEARCH);
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary) return null;
  if (may) return <AuditScreen tenant={summary} search={search} />;
  return (
    <Page head={<PageHead crumb="Control" title="Audit" />}>
      <div className="audit-strip">
        <Permitted
          operation={SEARCH}
          what="Reading what is on record"
          title="You cannot look at the audit trail"
        />
      </div>
    </Page>
  );
}
