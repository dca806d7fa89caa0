import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { count } from '../../../components/text';
import { SEVERITIES, SEVERITY_RHYTHM, SEVERITY_WORD } from '../../../components/words';
import type { Findings, SeverityLevel } from '../../../host/host';

/** How many of each severity; each is a filter. */
export function SeverityCards(props: {
  findings: Findings;
  selected: readonly SeverityLevel[];
  onChange(next: SeverityLevel[]): void;
}) {
  const { findings, selected, onChange } = props;
  return (
    <div className="severity-cards">
      {SEVERITIES.map((severity) => {
        const on = selected.includes(severity);
        return (
          <button
            key={severity}
            type="button"
            className="severity-card focus-in"
            aria-pressed={on}
            onClick={() =>
              onChange(on ? selected.filter((one) => one !== severity) : [...selected, severity])
            }
          >
            <span className="row">
              <SeverityGlyph value={severity} size={15} hidden />
              <span className="severity-number">{count(findings.counts[severity])}</span>
              <span className={`sm md f-${severity}`}>{SEVERITY_WORD[severity]}</span>
            </span>
            <span className="sm t2 trunc">
              {findings.counts[severity] > 0 ? SEVERITY_RHYTHM[severity] : 'None'}
            </span>
          </button>
        );
      })}
    </div>
  );
}
