import type { ConsequenceClass } from '../host/host';
import { ClassGlyph } from './glyphs/ClassGlyph';
import { CONSEQUENCE_WORD } from './words';

/** A consequence class: glyph and word, on its soft colour when asked. */
export function ClassWord({ value, soft = false }: { value: ConsequenceClass; soft?: boolean }) {
  return (
    <span className={`word c-${value} ${soft ? 'soft' : ''}`}>
      <ClassGlyph value={value} hidden />
      {CONSEQUENCE_WORD[value]}
    </span>
  );
}
