import type { SeverityLevel } from '../host/host';
import { SeverityGlyph } from './glyphs/SeverityGlyph';
import { SEVERITY_WORD } from './words';

/** A severity: glyph and word, on its soft colour when asked. */
export function SeverityWord({ value, soft = false }: { value: SeverityLevel; soft?: boolean }) {
  return (
    <span className={`word f-${value} ${soft ? 'soft' : ''}`}>
      <SeverityGlyph value={value} hidden />
      {SEVERITY_WORD[value]}
    </span>
  );
}
