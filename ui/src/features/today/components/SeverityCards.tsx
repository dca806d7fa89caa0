import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { PlaceLink } from '../../../components/PlaceLink';
import { count } from '../../../components/text';
import { SEVERITIES, SEVERITY_WORD } from '../../../components/words';
import type { SeverityLevel, Today } from '../../../host/host';

/** Open findings by severity, with what most of them are; each opens its findings. */
export function SeverityCards({ tenant, today }: { tenant: string; today: Today }) {
  return (
    <ul className="today-cards" aria-label="Open findings by severity">
      {SEVERITIES.map((severity, at) => (
        <li key={severity}>
          {today.counts[severity] === 0 ? (
            <div className="today-card">
              <Content severity={severity} count={0} what="None" />
            </div>
          ) : (
            <PlaceLink
              to="/t/$tenant/findings"
              params={{ tenant }}
              search={{ severity: [severity] }}
              className="today-card focus-in"
            >
              <Content
                severity={severity}
                count={today.counts[severity]}
                what={joined(today.what[at] ?? [])}
              />
            </PlaceLink>
          )}
        </li>
      ))}
    </ul>
  );
}

function Content(props: { severity: SeverityLevel; count: number; what: string }) {
  const { severity, what } = props;
  return (
    <>
      <span className="today-number">
        <SeverityGlyph value={severity} size={14} hidden />
        {count(props.count)}
        <span className={`word f-${severity}`}>{SEVERITY_WORD[severity]}</span>
      </span>
      <span className="sm t3 today-what" title={what}>
        {what}
      </span>
    </>
  );
}

/** `Stale account, missing prerequisite`: the second title goes on in the sentence. */
function joined(titles: readonly string[]): string {
  return titles.map((title, at) => (at === 0 ? title : lowered(title))).join(', ');
}

function lowered(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
