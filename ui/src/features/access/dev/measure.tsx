import '../../../theme/styles';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { readMatrixSearch } from '../../../components/matrix-search';
import { host } from '../../../host/host';
import { theme } from '../../../theme/theme';
import { MatrixPage } from '../matrix-page';
import { scroll } from './scroll';
import { syntheticHost } from './synthetic';

/**
 * The matrix without the shell and without Rust, at 100,000 people by 2,000 permissions: to measure how the
 * grid itself scrolls. `window.measureScroll()` gives the times of frames. Never part of a release.
 */
Object.assign(host, syntheticHost());
Object.assign(window, { measureScroll: scroll });
window.location.hash = '#/t/synthetic/matrix';

const root = createRootRoute({
  component: () => (
    <main style={{ height: '100%' }}>
      <Outlet />
    </main>
  ),
});
const matrix = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant/matrix',
  validateSearch: readMatrixSearch,
  component: function Matrix() {
    return <MatrixPage tenant={matrix.useParams().tenant} search={matrix.useSearch()} />;
  },
});
const router = createRouter({ routeTree: root.addChildren([matrix]), history: createHashHistory() });

const home = document.getElementById('root');
if (home) {
  createRoot(home).render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider theme={theme} withCssVariables={false}>
        <RouterProvider router={router as never} />
      </MantineProvider>
    </QueryClientProvider>,
  );
}
