import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { useOnce } from './use-once';

const finish: (() => void)[] = [];
let press: () => void = () => {};

function Form() {
  const work = useOnce({ mutationFn: () => new Promise<void>((resolve) => finish.push(resolve)) });
  press = () => work.mutate();
  return null;
}

/** What is begun needs a few turns until it runs, or is over. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

it('begins what is running only once, and again when it is over', async () => {
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <Form />
    </QueryClientProvider>,
  );
  press();
  press();
  await turns();
  press();
  await turns();
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await turns();
  press();
  await turns();
  expect(finish).toHaveLength(2);
});
