import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  CELL_WORD,
  type CellShape,
  CONSEQUENCE_WORD,
  CONSEQUENCES,
  SEVERITIES,
  SEVERITY_WORD,
} from '../words';
import { CellGlyph } from './CellGlyph';
import { ClassGlyph } from './ClassGlyph';
import { SeverityGlyph } from './SeverityGlyph';

describe('glyphs', () => {
  it('say their word', () => {
    for (const value of CONSEQUENCES) {
      expect(renderToStaticMarkup(<ClassGlyph value={value} />)).toContain(
        `aria-label="${CONSEQUENCE_WORD[value].toLowerCase()}"`,
      );
    }
    for (const value of SEVERITIES) {
      expect(renderToStaticMarkup(<SeverityGlyph value={value} />)).toContain(
        `aria-label="${SEVERITY_WORD[value].toLowerCase()}"`,
      );
    }
    for (const value of Object.keys(CELL_WORD) as CellShape[]) {
      expect(renderToStaticMarkup(<CellGlyph value={value} />)).toContain('role="img"');
    }
  });
  it('are silent beside a word', () => {
    const markup = renderToStaticMarkup(<ClassGlyph value="policy" hidden />);
    expect(markup).toContain('aria-hidden="true"');
    expect(markup).not.toContain('aria-label');
  });
  it('differ in shape, not only in colour', () => {
    const shapes = CONSEQUENCES.map((value) =>
      renderToStaticMarkup(<ClassGlyph value={value} hidden />).replace(/class="[^"]*"/g, ''),
    );
    expect(new Set(shapes).size).toBe(CONSEQUENCES.length);
  });
});
