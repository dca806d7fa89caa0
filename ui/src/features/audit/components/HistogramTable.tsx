import { count } from '../../../components/text';
import { CONSEQUENCE_WORD } from '../../../components/words';
import type { AuditHistogram } from '../../../host/host';
import { CLASSES, momentOf, totalOf } from '../model/histogram';
import { spanText } from '../model/span';

/** The same as the drawing, in numbers. Stretches in which nothing happened are left out. */
export function HistogramTable({ drawn }: { drawn: AuditHistogram }) {
  const lines = drawn.buckets
    .map((bucket, at) => ({ bucket, at }))
    .filter(({ bucket }) => totalOf(bucket) > 0);
  return (
    <div
      className="audit-histogram-table focus-in"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      role="group"
      aria-label="When it happened, as a table"
    >
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">When</th>
            {CLASSES.map((one) => (
              <th key={one} scope="col">
                {CONSEQUENCE_WORD[one]}
              </th>
            ))}
            <th scope="col">Other</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ bucket, at }) => (
            <tr key={at}>
              <th scope="row">{spanText(momentOf(drawn, at), momentOf(drawn, at + 1))}</th>
              {CLASSES.map((one, which) => (
                <td key={one}>{count(bucket.classes[which] ?? 0)}</td>
              ))}
              <td>{count(bucket.other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
