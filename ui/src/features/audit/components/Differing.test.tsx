import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Differing } from './Differing';

describe('Differing', () => {
  it('names what the file tells in another way, and says nothing when there is none', () => {
    expect(renderToStaticMarkup(<Differing total={0} first={[]} />)).toBe('');
    const said = renderToStaticMarkup(<Differing total={3} first={[{ id: 'g2', line: 7 }]} />);
    expect(said).toContain('3 events are here already, and the file says something else.');
    expect(said).toContain('What is here stays: g2 (line 7) and 2 more.');
  });
});
