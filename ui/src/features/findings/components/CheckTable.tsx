import { Button } from '../../../components/Button';
import { sentence } from '../../../components/error-table';
import { SeverityWord } from '../../../components/SeverityWord';
import { SEVERITIES } from '../../../components/words';
import type { CheckInfo } from '../../../host/host';

/** Every check: what it looks for, what it found, and whether it could look at all. */
export function CheckTable({
  checks,
  onOpen,
}: {
  checks: readonly CheckInfo[];
  onOpen(check: string): void;
}) {
  const sorted = [...checks].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.title.localeCompare(b.title),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="check-frame focus-in" tabIndex={0} aria-label="Checks">
      <table className="grid-table check-table">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Severity</th>
            <th scope="col" className="check-found">
              Found
            </th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((check) => (
            <tr key={check.id}>
              <td>
                <div className={check.enabled && !check.skipped ? 'md' : 'md t3'}>{check.title}</div>
                <div className="sm t2 check-why">{sentence(check.why)}</div>
                {check.skipped && (
                  <div className="sm f-medium">{sentence(`could not look: ${check.skipped}`)}</div>
                )}
              </td>
              <td>
                <SeverityWord value={check.severity} />
              </td>
              <td className="check-found">{found(check, onOpen)}</td>
              <td className="sm t2 check-why">{check.reference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function found(check: CheckInfo, onOpen: (check: string) => void) {
  if (!check.enabled) return <span className="t3">Off in the pack</span>;
  if (check.skipped) return <span className="t3">Not looked</span>;
  if (check.found === 0) return <span className="t3">None</span>;
  return (
    <Button
      size="sm"
      aria-label={`Show ${check.found} found by ${check.title}`}
      onClick={() => onOpen(check.id)}
    >
      {check.found.toLocaleString('en')}
    </Button>
  );
}
