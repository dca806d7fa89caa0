import type { ReactNode } from 'react';
import type { ConsequenceClass } from '../../host/host';
import { CONSEQUENCE_WORD } from '../words';
import { Glyph } from './Glyph';

const SHAPES: Record<ConsequenceClass, ReactNode> = {
  view: <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  diagnose: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <circle cx="6" cy="6" r="1.9" fill="currentColor" />
    </>
  ),
  correct: <rect x="1.9" y="1.9" width="8.2" height="8.2" rx="1.6" fill="currentColor" />,
  override: (
    <path
      d="M6 1.2 11.2 10.4H.8Z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth=".8"
      strokeLinejoin="round"
    />
  ),
  policy: (
    <>
      <path
        d="M6 .9 10.6 3.5V8.5L6 11.1 1.4 8.5V3.5Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M6 3.6 8.2 4.9V7.2L6 8.5 3.8 7.2V4.9Z" fill="currentColor" />
    </>
  ),
  destructive: (
    <>
      <path d="M3.8.8H8.2L11.2 3.8V8.2L8.2 11.2H3.8L.8 8.2V3.8Z" fill="currentColor" />
      <path className="cut" d="M4.2 4.2 7.8 7.8M7.8 4.2 4.2 7.8" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
};

/** Shape and colour of a consequence class. Says its word unless a word stands beside it (`hidden`). */
export function ClassGlyph(props: { value: ConsequenceClass; size?: number; hidden?: boolean }) {
  const { value, size = 12, hidden = false } = props;
  return (
    <Glyph
      box={12}
      size={size}
      className={`c-${value}`}
      label={hidden ? undefined : CONSEQUENCE_WORD[value].toLowerCase()}
    >
      {SHAPES[value]}
    </Glyph>
  );
}
