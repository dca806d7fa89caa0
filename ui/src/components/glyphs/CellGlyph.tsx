import type { ReactNode } from 'react';
import { CELL_WORD, type CellShape } from '../words';
import { Glyph } from './Glyph';

/** The drawings of cell states, for a 14 by 14 box. Colour is `currentColor`. */
export const CELL_SHAPES: Record<CellShape, ReactNode> = {
  granted: <circle cx="7" cy="7" r="4.6" fill="currentColor" />,
  scoped: (
    <>
      <circle cx="7" cy="7" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M7 2.8A4.2 4.2 0 0 0 7 11.2Z" fill="currentColor" />
    </>
  ),
  temporary: (
    <>
      <circle
        cx="7"
        cy="7"
        r="4.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeDasharray="2 1.6"
      />
      <path
        d="M7 4.4V7.2L8.9 8.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  missing: (
    <>
      <path
        d="M7 1.2 12.8 7 7 12.8 1.2 7Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path d="M7 4.6V7.2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      <circle cx="7" cy="9.2" r=".85" fill="currentColor" />
    </>
  ),
  denied: (
    <>
      <circle cx="7" cy="7" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M4 10 10 4" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  none: <circle cx="7" cy="7" r="1" fill="currentColor" />,
  add: <path d="M7 3V11M3 7H11" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  remove: (
    <>
      <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.2" opacity=".55" />
      <path d="M3 7H11" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
};

/** What a cell says, as a drawing. Says its word unless a word stands beside it (`hidden`). */
export function CellGlyph(props: { value: CellShape; size?: number; hidden?: boolean; className?: string }) {
  const { value, size = 14, hidden = false, className = `g-${value}` } = props;
  return (
    <Glyph
      box={14}
      size={size}
      className={className}
      label={hidden ? undefined : CELL_WORD[value].toLowerCase()}
    >
      {CELL_SHAPES[value]}
    </Glyph>
  );
}
