import type { CsvMapping, FilePreview } from '../../../host/host';
import { assign, FIELDS, type Field, fieldOf } from '../model/mapping';

/** The first rows of a table; above each column, what it is taken for. */
export function MappingTable(props: {
  file: FilePreview;
  mapping: CsvMapping;
  onMapping(next: CsvMapping): void;
}) {
  const { file, mapping, onMapping } = props;
  return (
    <section aria-label="Which column is what">
      <div className="row sp" style={{ marginBottom: 6 }}>
        <h2 className="h">Which column is what</h2>
        <label className="row gap6 sm t2">
          <input
            type="checkbox"
            checked={mapping.matrix}
            onChange={(event) => onMapping({ ...mapping, matrix: event.currentTarget.checked })}
          />
          The other columns are permissions, their cells yes or no
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div className="card sample focus-in" tabIndex={0} role="group" aria-label="First rows of the table">
        <table className="grid-table">
          <thead>
            <tr>
              {file.columns.map((column) => (
                <th key={column} scope="col" data-used={fieldOf(mapping, column) !== undefined}>
                  <span className="mapping-column trunc">{column}</span>
                  <select
                    className="pick"
                    aria-label={`What ${column} is`}
                    value={fieldOf(mapping, column) ?? ''}
                    onChange={(event) => {
                      const field =
                        event.currentTarget.value === '' ? undefined : (event.currentTarget.value as Field);
                      onMapping(assign(mapping, column, field));
                    }}
                  >
                    <option value="">{mapping.matrix ? 'Permission' : 'Not read'}</option>
                    {FIELDS.map(({ field, label }) => (
                      <option key={field} value={field}>
                        {label}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.sample.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no identity
              <tr key={index}>
                {file.columns.map((column, at) => (
                  <td key={column} data-used={fieldOf(mapping, column) !== undefined || mapping.matrix}>
                    {row[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
