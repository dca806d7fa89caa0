import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NamesChoice } from './NamesChoice';

const drawn = (disclose: boolean, only?: string[]) =>
  renderToStaticMarkup(
    <NamesChoice disclose={disclose} withheld="nobody" disclosed="all" only={only} onChoose={() => {}} />,
  );

it('offers to withhold and to disclose, and says who may where one may not', () => {
  const [withheld = '', disclosed = ''] = drawn(false).match(/<input[^>]*>/g) ?? [];
  expect(withheld).toContain('checked');
  expect(disclosed).not.toContain('checked');
  expect(drawn(false)).toContain('all');
  expect(drawn(false, ['administrator'])).toContain('Not among what you may do. Administrator may.');
  expect(drawn(false, ['administrator'])).toContain('disabled');
});
