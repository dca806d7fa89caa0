import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { type Host, host, type ListHead, type ListQuery, replaceHost } from '../../../host/host';
import { queryOf } from '../model/list-query';
import { listHeadQuery } from './lists';

const PLACE = { tenant: 'northwind', snapshot: 'b1946ac9' };
const before = { ...host };

afterEach(() => replaceHost(before));

/** A host that answers how many rows a list has when it is told to, and keeps what it was asked. */
function slowHost() {
  const asked: string[] = [];
  const answers: ((works: boolean) => void)[] = [];
  replaceHost({
    ...before,
    listHead: (_tenant: string, query: ListQuery) =>
      new Promise<ListHead>((resolve, reject) => {
        const text = query.search ?? '';
        asked.push(text);
        answers.push((works) =>
          works ? resolve({ shown: text.length } as ListHead) : reject(new Error(text)),
        );
      }),
    listRows: () => Promise.resolve({ start: 0, rows: [] }),
  } as Host);
  const answer = async (works = true) => {
    answers.shift()?.(works);
    await vi.waitFor(() => undefined);
    await new Promise((done) => setTimeout(done));
  };
  return { asked, answer };
}

function typist(kind: 'people' | 'roles' = 'people') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const options = (text: string) => listHeadQuery(PLACE, queryOf(kind, { q: text }), client);
  const observer = new QueryObserver(client, options('m'));
  const shown: (number | undefined)[] = [];
  observer.subscribe(({ data, isPlaceholderData }) => {
    if (data && !isPlaceholderData) shown.push(data.head.shown);
  });
  return { type: (text: string) => observer.setOptions(options(text)), shown };
}

test('of what is typed while an answer is on its way only the last is asked', async () => {
  const { asked, answer } = slowHost();
  const { type, shown } = typist();
  for (const text of ['ma', 'mar', 'mari']) type(text);
  await answer();
  expect(asked).toEqual(['m', 'mari']);
  await answer();
  expect(shown.at(-1)).toBe(4);
});

test('the answer to what was typed before never replaces a newer one', async () => {
  const { answer } = slowHost();
  const { type, shown } = typist();
  type('marian');
  await answer();
  await answer();
  expect(new Set(shown)).toEqual(new Set([6]));
});

test('a question that fails does not hold up the next', async () => {
  const { asked, answer } = slowHost();
  const { type, shown } = typist();
  type('mar');
  await answer(false);
  await answer();
  expect(asked).toEqual(['m', 'mar']);
  expect(shown.at(-1)).toBe(3);
});

test('another list does not wait', () => {
  const { asked } = slowHost();
  typist('people');
  typist('roles');
  expect(asked).toEqual(['m', 'm']);
});
