import { useQuery } from '@tanstack/react-query';
import type { MatrixSearch } from '../../components/matrix-search';
import { MomentProvider } from '../../components/moment';
import { NothingRead } from '../../components/NothingRead';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { workspaceQuery } from '../../host/queries';
import { Matrix } from './matrix/Matrix';

/** See and question access: roles, people or groups by permissions, and why any cell is what it is. */
export function MatrixPage({ tenant, search }: { tenant: string; search: MatrixSearch }) {
  const workspace = useQuery(workspaceQuery);
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary) return null;
  if (!summary.snapshot) {
    return (
      <Page head={<PageHead crumb="Access" title="Matrix" />}>
        <NothingRead tenant={summary}>
          {`The matrix appears here once ${summary.displayName} was read.`}
        </NothingRead>
      </Page>
    );
  }
  return (
    <MomentProvider value={search.at}>
      <Matrix tenant={summary} snapshot={summary.snapshot} search={search} />
    </MomentProvider>
  );
}
