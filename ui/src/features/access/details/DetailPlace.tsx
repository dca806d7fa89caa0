import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addressOf, itemKindOf, listAddress } from '../../../components/address';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { MomentProvider } from '../../../components/moment';
import { NothingRead } from '../../../components/NothingRead';
import { Page } from '../../../components/Page';
import { PageHead } from '../../../components/PageHead';
import { PastBanner } from '../../../components/PastBanner';
import { Skeleton } from '../../../components/Skeleton';
import { type ListKind, type TenantSummary, toHostError } from '../../../host/host';
import { type tenantKey, workspaceQuery } from '../../../host/queries';
import type { Place } from '../api/lists';
import { LIST_WORDS } from '../model/list-query';
import { trailOf } from '../model/trail';
import styles from './details.module.css';

/** Key of an answer about a tenant. */
type Asked<T> = UseQueryOptions<T, Error, T, ReturnType<typeof tenantKey>>;

/** Where a detail stands. */
export type Stand = { place: Place; tenantName: string };

/** The screen of one thing once it is here; until then, or when it cannot be, says so. */
export function DetailPlace<T>(props: {
  tenant: string;
  kind: ListKind;
  id: string;
  /** Another moment than now that is shown. */
  at: string | undefined;
  query(place: Place): Asked<T>;
  children(found: T, stand: Stand): ReactNode;
}) {
  const workspace = useQuery(workspaceQuery);
  const summary = workspace.data?.tenants.find((one) => one.name === props.tenant);
  if (!summary) return null;
  if (!summary.snapshot) {
    return (
      <Page head={<Head kind={props.kind} tenant={props.tenant} title={LIST_WORDS[props.kind].column} />}>
        <NothingRead tenant={summary}>{`It appears here once ${summary.displayName} was read.`}</NothingRead>
      </Page>
    );
  }
  return (
    <MomentProvider value={props.at}>
      <Found {...props} summary={summary} snapshot={summary.snapshot.hash} />
    </MomentProvider>
  );
}

function Found<T>(props: {
  tenant: string;
  kind: ListKind;
  id: string;
  at: string | undefined;
  query(place: Place): Asked<T>;
  children(found: T, stand: Stand): ReactNode;
  summary: TenantSummary;
  snapshot: string;
}) {
  const { tenant, kind, id, at, query, children, summary, snapshot } = props;
  const place: Place = { tenant, snapshot, at };
  const asked = query(place);
  const found = useQuery(asked);
  const navigate = useNavigate();
  const { one, many, column } = LIST_WORDS[kind];
  if (found.data !== undefined) return children(found.data, { place, tenantName: summary.displayName });
  if (!found.isError) {
    return (
      <Page head={<Head kind={kind} tenant={tenant} title={column} />}>
        <Skeleton asked={asked.queryKey} rows={14} label={`Looking for everything about this ${one}`} />
      </Page>
    );
  }
  const gone = toHostError(found.error).wire.code === 'not-found';
  const back = () => {
    const address = addressOf(tenant, { kind: itemKindOf(kind), id });
    if (address) void navigate(address);
  };
  return (
    <Page head={<Head kind={kind} tenant={tenant} title={column} />}>
      {at !== undefined && <PastBanner at={at} basis={undefined} onBack={back} />}
      {gone ? (
        <EmptyState
          kind="search"
          title={`This ${one} is not in ${summary.displayName}`}
          actions={
            <Link className="btn" {...listAddress(tenant, kind)}>
              Show all {many}
            </Link>
          }
        >
          There is none with the id {id}. {kind === 'people' ? 'They may have left' : 'It may have gone'}{' '}
          since the link was made.
        </EmptyState>
      ) : (
        <div className={styles.strip}>
          <ErrorPanel error={found.error} onRetry={() => found.refetch()} />
        </div>
      )}
    </Page>
  );
}

function Head({ kind, tenant, title }: { kind: ListKind; tenant: string; title: string }) {
  return <PageHead crumb="Access" parent={<ListLink kind={kind} tenant={tenant} />} title={title} />;
}

/** Back to the list, as it was left. */
export function ListLink({ kind, tenant }: { kind: ListKind; tenant: string }) {
  return (
    <Link {...listAddress(tenant, kind, trailOf(tenant, kind)?.search)} className={styles.parent}>
      {LIST_WORDS[kind].title}
    </Link>
  );
}
