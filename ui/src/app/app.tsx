import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Brand } from '../components/Brand';
import { ErrorPanel } from '../components/ErrorPanel';
import { useElapsed } from '../components/Skeleton';
import { Spinner } from '../components/Spinner';
import { toast } from '../components/toast';
import { host, toHostError, type Workspace } from '../host/host';
import { findingsQuery, operationsQuery, todayQuery, workspaceQuery } from '../host/queries';
import { useScheme } from '../theme/color-scheme';
import { theme } from '../theme/theme';
import { ErrorBoundary } from './error-boundary';
import { keepTenant, lastTenant, tenantToOpen } from './last-tenant';
import { routeOfLink } from './links';
import { router } from './router';
import { Toaster } from './shell/Toaster';

/** Something is not there any more: perhaps the whole tenant, removed in another window. The list of tenants tells. */
const notThere = (error: Error) => {
  if (toHostError(error).wire.code !== 'not-found') return;
  void client.invalidateQueries({ queryKey: workspaceQuery.queryKey });
};

/** Whatever was done or refused is on record now. */
const recorded = () =>
  void client.invalidateQueries({
    predicate: ({ queryKey: [of, , what, part] }) => of === 'tenant' && what === 'audit' && part === 'state',
  });

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] === 'tenant') notThere(error);
    },
  }),
  mutationCache: new MutationCache({ onError: notThere, onSettled: recorded }),
  defaultOptions: {
    // Rust answers from this computer: no network decides, nothing is stale until it says so
    queries: {
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Everything around the screens: theme, data, addresses, and a net below. */
export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme={useScheme()} withCssVariables={false} withStaticClasses>
      <QueryClientProvider client={client}>
        <ErrorBoundary>
          <Opened />
          <Toaster />
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Goes where a link to Steward leads, or says that it leads nowhere. */
function follow(link: string, go: (route: string) => void) {
  const route = routeOfLink(link);
  if (route === undefined) toast(`The link ${link} leads nowhere in Steward.`, { tone: 'problem' });
  else go(route);
}

/** Steward was started again with a link. The tenant that it names may be new. */
function useLinks() {
  useEffect(() => {
    const listening = host.onOpenLink(async ({ link }) => {
      await client.refetchQueries({ queryKey: workspaceQuery.queryKey });
      follow(link, router.history.push);
    });
    return () => {
      listening.then((stop) => stop()).catch(() => undefined);
    };
  }, []);
}

/** Milliseconds that the first screen is held back for what it asks, so that it is drawn once and whole. */
const HOLD = 80;

/** Where the window begins, and what is asked there, before it is drawn. What takes longer is waited for in sight. */
async function begin({ tenants }: Workspace) {
  const { pathname } = router.history.location;
  const named = /^\/t\/([^/]+)(?:\/today)?$/.exec(pathname)?.[1];
  const first = pathname === '/' ? tenantToOpen(tenants) : undefined;
  if (first !== undefined) router.history.replace(`/t/${encodeURIComponent(first)}/today`);
  const asked: Promise<unknown>[] = [router.load()];
  const tenant = tenants.find(({ name }) => name === first || encodeURIComponent(name) === named);
  if (tenant?.snapshot) {
    asked.push(
      client.prefetchQuery(todayQuery(tenant.name)),
      client.prefetchQuery(findingsQuery(tenant.name)),
    );
  }
  void client.prefetchQuery(operationsQuery);
  await Promise.race([Promise.allSettled(asked), new Promise((done) => setTimeout(done, HOLD))]);
}

/** Opens the workspace first; when that fails, says so and stays. */
function Opened() {
  useLinks();
  const start = useQuery({
    queryKey: ['start'],
    queryFn: async () => {
      const opened = await host.start(lastTenant());
      client.setQueryData(workspaceQuery.queryKey, opened.workspace);
      if (opened.open !== null) keepTenant(opened.open);
      // a page that is loaded again stays where it was
      if (opened.link !== null && window.location.hash === '') follow(opened.link, router.history.replace);
      await begin(opened.workspace);
      return opened;
    },
  });
  if (start.isError) {
    return (
      <main className="boot">
        <Brand />
        <ErrorPanel level={1} error={start.error} onRetry={() => start.refetch()} />
      </main>
    );
  }
  return start.isSuccess ? <RouterProvider router={router} /> : <Opening />;
}

function Opening() {
  const slow = useElapsed(600);
  return (
    <main className="boot" aria-busy="true">
      {slow && (
        <p className="row t2" role="status">
          <Spinner /> Opening the workspace
        </p>
      )}
    </main>
  );
}
