import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listAddress } from '../../../components/address';
import type { ListSearch } from '../../../components/list-search';
import { NothingRead } from '../../../components/NothingRead';
import { Page } from '../../../components/Page';
import { PageHead } from '../../../components/PageHead';
import type { ListKind } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';
import { LIST_WORDS, shownOf } from '../model/list-query';
import { ListScreen } from './ListScreen';

/** Everybody and everything of a tenant as a list: find, filter, sort, mark, export, compare, and open. */
export function ListPage({ tenant, kind, search }: { tenant: string; kind: ListKind; search: ListSearch }) {
  const workspace = useQuery(workspaceQuery);
  const navigate = useNavigate();
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary) return null;
  const { title, many } = LIST_WORDS[kind];
  if (!summary.snapshot) {
    return (
      <Page head={<PageHead crumb="Access" title={title} />}>
        <NothingRead tenant={summary}>
          {`Its ${many} appear here once ${summary.displayName} was read.`}
        </NothingRead>
      </Page>
    );
  }
  return (
    <ListScreen
      key={`${tenant} ${kind}`}
      place={{ tenant, snapshot: summary.snapshot.hash }}
      kind={kind}
      search={search}
      onSearch={(next) => void navigate({ ...listAddress(tenant, kind, next), replace: true })}
    >
      {({ body, inspector, actions, head }) => (
        <Page
          head={
            <PageHead
              crumb="Access"
              title={title}
              note={head && <span aria-live="polite">{shownOf(head.shown, head.total)}</span>}
              actions={actions}
            />
          }
          inspector={inspector}
        >
          {body}
        </Page>
      )}
    </ListScreen>
  );
}
