import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { expect, it } from 'vitest';
import {
  type Address,
  addressOf,
  findingAddress,
  hrefOf,
  listAddress,
  recordAddress,
} from '../components/address';

it('a link of our own leads where the one of the router would', () => {
  const root = createRootRoute();
  const paths = ['/t/$tenant/people', '/t/$tenant/people/$id', '/t/$tenant/findings', '/t/$tenant/audit'];
  const routes = paths.map((path) => createRoute({ getParentRoute: () => root, path }));
  const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory() });
  const places: (Address | undefined)[] = [
    addressOf('north wind', { kind: 'person', id: 'a/b ü@c' }, { at: '2026-11-12T10:42:00Z' }),
    addressOf('practice', { kind: 'licence', id: 'l-1' }),
    listAddress('practice', 'people', { q: '1', facets: { department: ['R & D'] }, findings: true }),
    findingAddress('practice', 'key#1'),
    recordAddress('practice', 'felix.aydin'),
  ];
  for (const place of places) {
    if (!place) throw new Error('a place is none');
    const built = router.buildLocation(place as never);
    expect(hrefOf(place, router as never)).toBe(`#${built.href}`);
  }
});
