import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SearchHit } from '../../host/host';
import { searchQuery, tenantKey } from '../../host/queries';
import { type Answer, answersTo, questionOf } from './ask-model';
import type { Input } from './palette-model';

const MOST = 30;
const FEW = 12;

/** What was found in the tenant. What was found before stays until the next has come. */
export function useHits(tenant: string, input: Input) {
  const text = input.kind === 'do' || input.kind === 'ask' ? '' : input.text;
  const hits = useQuery({
    ...searchQuery(tenant, text, MOST),
    enabled: text !== '',
    placeholderData: (before: SearchHit[] | undefined) => (text === '' ? undefined : before),
  });
  return { found: text === '' ? [] : (hits.data ?? []), waiting: hits.isFetching, error: hits.error };
}

/** The answers to a question in plain words. */
export function useAnswers(tenant: string, text: string) {
  const client = useQueryClient();
  const question = questionOf(text);
  const answers = useQuery({
    queryKey: tenantKey(tenant, 'ask', question),
    queryFn: () =>
      question ? answersTo(question, (words) => client.fetchQuery(searchQuery(tenant, words, FEW))) : [],
    enabled: question !== undefined,
    placeholderData: (before: Answer[] | undefined) => before,
    gcTime: 30_000,
  });
  return {
    asked: question !== undefined,
    answers: question ? (answers.data ?? []) : [],
    waiting: answers.isFetching,
  };
}
