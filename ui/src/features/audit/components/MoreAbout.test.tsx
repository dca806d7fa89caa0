import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { AuditField, AuditValueState } from '../../../host/host';
import { Fields } from './MoreAbout';

const field = (name: string, state: AuditValueState, text: string): AuditField => ({
  name,
  value: { state, text, commitment: null },
});

it('keeps what may name people out of sight until it is asked for', () => {
  const drawn = renderToStaticMarkup(
    <Fields
      fields={[
        field('id', 'plain', 'g1'),
        field('client', 'disclosed', '{"ipAddress":"192.0.2.7"}'),
        field('comment', 'withheld', ''),
      ]}
    />,
  );
  const [seen = '', folded = ''] = drawn.split('<details');
  expect(seen).toContain('g1');
  expect(seen).toContain('withheld');
  expect(seen).not.toContain('192.0.2.7');
  expect(folded).toContain('All fields (may name people)');
  expect(folded).toContain('192.0.2.7');
  expect(folded).not.toContain('open=""');
  expect(renderToStaticMarkup(<Fields fields={[field('id', 'plain', 'g1')]} />)).not.toContain('<details');
});
