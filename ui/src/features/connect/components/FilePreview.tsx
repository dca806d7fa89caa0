import { ProblemList } from '../../../components/ProblemList';
import { count, counted } from '../../../components/text';
import type { CsvMapping, FilePreview as Preview, TenantCounts } from '../../../host/host';
import { MappingTable } from './MappingTable';

/** What a file looks like and what would be read from it. */
export function FilePreview(props: {
  file: Preview;
  mapping: CsvMapping;
  missing: string | undefined;
  onMapping(next: CsvMapping): void;
}) {
  const { file, mapping, missing, onMapping } = props;
  return (
    <>
      {file.format === 'csv' && file.columns.length > 0 ? (
        <MappingTable file={file} mapping={mapping} onMapping={onMapping} />
      ) : (
        <Sample rows={file.sample} />
      )}
      {missing ? (
        <p className="field-error" role="alert">
          {missing}
        </p>
      ) : (
        <WouldRead counts={file.counts} />
      )}
      <ProblemList problems={file.problems} total={file.problemsTotal} title={title(file)} />
    </>
  );
}

function title(file: Preview): string {
  const refused = file.problems.some((problem) => problem.level === 'error');
  return refused
    ? 'Why the file is refused'
    : `${counted(file.problemsTotal, 'thing')} to know before reading`;
}

function Sample({ rows }: { rows: readonly string[][] }) {
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <div className="card sample focus-in" tabIndex={0} role="group" aria-label="First rows">
      <table className="grid-table">
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no identity
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do its cells
                <td key={column} className="mono">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const KINDS: readonly { key: keyof TenantCounts; label: string }[] = [
  { key: 'people', label: 'People' },
  { key: 'groups', label: 'Groups' },
  { key: 'roles', label: 'Roles' },
  { key: 'permissions', label: 'Permissions' },
  { key: 'objects', label: 'Objects' },
  { key: 'memberships', label: 'Memberships' },
  { key: 'assignments', label: 'Assignments' },
  { key: 'grants', label: 'Grants' },
];

function WouldRead({ counts }: { counts: TenantCounts }) {
  return (
    <section aria-label="What would be read">
      <h2 className="h" style={{ marginBottom: 6 }}>
        What would be read
      </h2>
      <dl className="would-read">
        {KINDS.filter(({ key }) => counts[key] > 0).map(({ key, label }) => (
          <div key={key}>
            <dd>{count(counts[key])}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
    </section>
  );
}
