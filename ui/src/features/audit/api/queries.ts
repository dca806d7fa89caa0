/** Questions to the audit trail. Keys begin with the tenant: what is recorded while it is read shows up. */
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  type AuditAsked,
  type AuditDirection,
  type AuditHistogram,
  type AuditQuestion,
  host,
} from '../../../host/host';
import { tenantKey } from '../../../host/queries';
import { PAGE } from '../model/loaded';
import { type Term, termsAndSpan } from '../model/question-text';

/** Values that a facet lists, and bars of the drawing, at most. */
const VALUES = 40;
const BARS = 60;
/** Rows that a facet shows before it is unfolded. */
export const FEW = 6;

function key(tenant: string, ...rest: unknown[]) {
  return tenantKey(tenant, 'audit', ...rest);
}

/** The record grows with everything that is done, so a screen asks anew when it is opened. */
const ANEW = { staleTime: 0, refetchOnMount: 'always' as const };

/** The first page of the answer, with the question as it was understood. The last one stays until the next has come. */
export function firstPageQuery(tenant: string, question: AuditQuestion) {
  return queryOptions({
    queryKey: key(tenant, 'page', question),
    queryFn: () => host.auditSearch(question, 'older', null, PAGE),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    ...ANEW,
  });
}

/** A further page. It is not kept apart from the list that it becomes a part of. */
export function pageFrom(question: AuditQuestion, toward: AuditDirection, place: string | null) {
  return host.auditSearch(question, toward, place, PAGE);
}

export function facetsQuery(tenant: string, question: AuditQuestion) {
  return queryOptions({
    queryKey: key(tenant, 'facets', question),
    queryFn: () => host.auditFacets(question, VALUES),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    ...ANEW,
  });
}

/** How many entries of the ledger and how many events of tenants' own logs answer a question. */
export function sourcesQuery(tenant: string, question: AuditQuestion, asked: AuditAsked) {
  const source = asked.filters.find((filter) => filter.key === 'source');
  const meant = (word: string) =>
    source === undefined ||
    ((source.include.length === 0 || source.include.some((one) => one.value === word)) &&
      !source.exclude.some((one) => one.value === word));
  return queryOptions({
    queryKey: key(tenant, 'sources', question.tenant, asked.text),
    queryFn: async () => {
      const { facets } = await host.auditFacets({ ...question, text: asked.text }, VALUES);
      const values = facets.find((facet) => facet.key === 'source')?.values ?? [];
      // a facet counts what there would be without its own filter
      const counted = (word: string) =>
        meant(word) ? (values.find((one) => one.value === word)?.count ?? 0) : 0;
      return { entries: counted('steward'), events: counted('tenant') };
    },
    gcTime: 60_000,
    ...ANEW,
  });
}

/** When things happened, over a stretch of time or over all. What the question says of time does not count. */
export function histogramQuery(
  tenant: string,
  question: AuditQuestion,
  over: readonly [string, string] | null,
) {
  return queryOptions<AuditHistogram>({
    queryKey: key(tenant, 'histogram', question, over),
    queryFn: () => host.auditHistogram(question, over?.[0] ?? null, over?.[1] ?? null, BARS),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    ...ANEW,
  });
}

/** How many entries there would be without each part of a question. */
export function withoutQuery(tenant: string, question: AuditQuestion, asked: AuditAsked) {
  return queryOptions({
    queryKey: key(tenant, 'without', question.tenant, asked.text),
    queryFn: () =>
      Promise.all(
        termsAndSpan(asked).map(async (term): Promise<{ term: Term; total: number }> => {
          const page = await host.auditSearch({ ...question, text: term.without.text }, 'older', null, 1);
          return { term, total: page.total };
        }),
      ),
    gcTime: 60_000,
    ...ANEW,
  });
}

export function completionQuery(tenant: string, question: AuditQuestion, cursor: number) {
  return queryOptions({
    queryKey: key(tenant, 'complete', question, cursor),
    queryFn: () => host.auditComplete(question, cursor),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** An entry never changes, but what proves it and what is known of people does. */
export function entryQuery(tenant: string, id: string) {
  return queryOptions({
    queryKey: key(tenant, 'entry', id),
    queryFn: () => host.auditShow(id),
    gcTime: 60_000,
    ...ANEW,
  });
}

export const questionsQuery = queryOptions({
  queryKey: ['audit', 'questions'],
  queryFn: () => host.auditQuestions(),
});

/** They come with Steward, and stay as they are while it runs. */
export const controlsQuery = queryOptions({
  queryKey: ['evidence', 'controls'],
  queryFn: () => host.evidenceControls(),
  staleTime: Number.POSITIVE_INFINITY,
});

export function previewQuery(tenant: string, path: string, mapping: string | null) {
  return queryOptions({
    queryKey: key(tenant, 'preview', path, mapping),
    queryFn: () => host.auditImportPreview(tenant, path, mapping),
    enabled: path !== '',
    staleTime: 0,
    gcTime: 0,
  });
}

/** Something was recorded or removed: all that shows the trail asks again. */
export function trailChanged(client: QueryClient, tenant: string) {
  return client.invalidateQueries({ queryKey: key(tenant) });
}
