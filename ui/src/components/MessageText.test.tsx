import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { MessageText } from './MessageText';
import { TestSteps } from './TestSteps';
import { dayAndTime } from './text';

const WHEN = '2026-11-27T08:04:40.68793201Z';

it('sets apart what was given as it is, and says moments as elsewhere', () => {
  const drawn = renderToStaticMarkup(<MessageText text={`\`${WHEN}\` is not ${WHEN}`} />);
  expect(drawn).toBe(`<b>${WHEN}</b> is not ${dayAndTime(WHEN)}`);
});

it('sets apart what is named in the title of a step', () => {
  const step = {
    id: 'read',
    title: '`practice` can be read',
    state: 'passed',
    value: '',
    detail: '',
    remedy: '',
  } as const;
  const drawn = renderToStaticMarkup(<TestSteps steps={[step]} label="Steps" />);
  expect(drawn).toContain('<b>practice</b> can be read');
});
