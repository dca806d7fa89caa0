import type { SeverityLevel } from '../../host/host';
import { SEVERITY_WORD } from '../words';
import { Glyph } from './Glyph';

const BARS = [
  { x: 1, y: 7, height: 4 },
  { x: 4.7, y: 4.3, height: 6.7 },
  { x: 8.4, y: 1.6, height: 9.4 },
];

const FULL: Record<Exclude<SeverityLevel, 'critical'>, number> = { low: 1, medium: 2, high: 3 };

/** Shape and colour of a severity. Says its word unless a word stands beside it (`hidden`). */
export function SeverityGlyph(props: { value: SeverityLevel; size?: number; hidden?: boolean }) {
  const { value, size = 12, hidden = false } = props;
  return (
    <Glyph
      box={12}
      size={size}
      className={`f-${value}`}
      label={hidden ? undefined : SEVERITY_WORD[value].toLowerCase()}
    >
      {value === 'critical' ? <Alarm /> : <Bars full={FULL[value]} />}
    </Glyph>
  );
}

function Alarm() {
  return (
    <>
      <rect x=".8" y=".8" width="10.4" height="10.4" rx="2.6" fill="currentColor" />
      <path className="cut" d="M6 3.1V6.6" strokeWidth="1.6" strokeLinecap="round" />
      <circle className="cutf" cx="6" cy="8.9" r=".95" />
    </>
  );
}

function Bars({ full }: { full: number }) {
  return BARS.map((bar, index) => (
    <rect
      key={bar.x}
      x={bar.x}
      y={bar.y}
      width="2.6"
      height={bar.height}
      rx=".8"
      fill="currentColor"
      opacity={index < full ? 1 : 0.28}
    />
  ));
}
