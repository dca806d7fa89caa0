import { EyeOff } from 'lucide-react';
import { ProblemList } from '../../../components/ProblemList';
import { retentionText } from '../../../components/retention';
import { count, counted, dayAndTime, sizeText } from '../../../components/text';
import type { AuditImportPreview, AuditMappedField, AuditRow } from '../../../host/host';
import { exactly, OUTCOME_WORD, objectText, partyText } from '../model/words';
import { Differing } from './Differing';
import { Count } from './ImportForm';
import { ClassCell } from './TrailCells';

/** What a log looks like: how it is written, what is read from which field, its first events, and what is wrong. */
export function ImportPreview(props: {
  file: AuditImportPreview;
  mapping: string | null;
  onMapping(id: string | null): void;
}) {
  const { file, mapping, onMapping } = props;
  const { mappings, choices, removes } = file;
  const [best] = mappings;
  return (
    <div className="col gap16 audit-preview">
      <div className="row wrap gap12">
        <label className="row gap6">
          <span className="t2">Written by</span>
          <select
            className="pick"
            value={mapping ?? ''}
            onChange={(event) => onMapping(event.currentTarget.value || null)}
          >
            <option value="">
              {best ? `${best.name}, recognised` : 'Not recognised: choose what wrote it'}
            </option>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <div className="sm t3">
          {file.format === 'csv' ? 'A table' : 'JSON'}, {sizeText(file.kib)}
          {!file.whole && ', of which the beginning was looked at'}
          {mappings.length > 1 &&
            `; ${mappings
              .slice(1)
              .map((one) => `${counted(one.events, 'event')} by ${one.name}`)
              .join(', ')}`}
        </div>
      </div>
      <dl className="audit-counts">
        <Count
          value={file.events - file.known - file.repeated}
          title={file.whole ? 'would be read in' : 'new, so far'}
        />
        <Count value={file.known} title="here already" />
        {file.repeated > 0 && <Count value={file.repeated} title="twice in this file" />}
        <Count value={file.leftOut} title="left out" />
        {file.earliest && file.latest && (
          <div>
            <dd className="audit-range">
              {dayAndTime(file.earliest)} – {dayAndTime(file.latest)}
            </dd>
            <dt>happened</dt>
          </div>
        )}
      </dl>
      {removes.removes > 0 && (
        <div className="audit-note sm" role="note">
          <p>
            <b>{counted(removes.removes, 'event')} would be removed</b> to stay within the retention (
            {retentionText(removes.retention)}
            ): the oldest, up to {removes.latest && dayAndTime(removes.latest)}. Entries of Steward’s ledger
            always stay.
          </p>
        </div>
      )}
      {file.zoneless > 0 && (
        <p className="sm t2" role="note">
          {counted(file.zoneless, 'time says', 'times say')} no zone and would be taken for UTC.
        </p>
      )}
      <Differing total={file.differs} first={file.differing} />
      <ProblemList problems={file.problems} total={file.problemsTotal} />
      {file.sample.length > 0 && <Sample rows={file.sample} />}
      {file.fields.length > 0 && <Fields fields={file.fields} />}
      {file.unused.length > 0 && <Unused fields={file.unused} total={file.unusedTotal} />}
    </div>
  );
}

function Sample({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <section aria-label="First events, as they are read">
      <h3 className="h">First events, as they are read</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div className="card audit-sample focus-in" tabIndex={0} role="group" aria-label="First events">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Consequence</th>
              <th scope="col">Operation</th>
              <th scope="col">On what</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: events of a sample have no place yet
              <tr key={at}>
                <td className="mono">{exactly(row.at)}</td>
                <td>{partyText(row.who)}</td>
                <td>
                  <ClassCell row={row} />
                </td>
                <td className="mono">{row.operation}</td>
                <td>{objectText(row.object)}</td>
                <td>{OUTCOME_WORD[row.outcome]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Unused({ fields, total }: { fields: readonly string[]; total: number }) {
  return (
    <details className="audit-fold">
      <summary>
        <span>Fields that are not mapped</span>
        <span className="sm t3">{count(total)}, kept beside the event and found as text</span>
      </summary>
      <p className="sm mono select">
        {fields.join(', ')}
        {total > fields.length && ` and ${count(total - fields.length)} more`}
      </p>
    </details>
  );
}

function Fields({ fields }: { fields: readonly AuditMappedField[] }) {
  const personal = fields.filter((one) => one.personal).length;
  return (
    <details className="audit-fold">
      <summary>
        <span>What is read from which field</span>
        <span className="sm t3">
          {count(fields.length)}, of them {count(personal)} personal
        </span>
      </summary>
      <dl className="facts">
        {fields.map(({ title, from, personal: isPersonal }) => (
          <div key={title} className="audit-more-field">
            <dt>{title}</dt>
            <dd className="row gap6">
              {from ? <div className="mono">{from}</div> : <div className="t3">nothing of the log</div>}
              {isPersonal && (
                <div className="tag" title="Kept outside of the sealed event, and erased with the person">
                  <EyeOff size={11} aria-hidden="true" />
                  Personal
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
