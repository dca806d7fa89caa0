import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { ClassWord } from '../../../components/ClassWord';
import { EmptyState } from '../../../components/EmptyState';
import { ItemLink } from '../../../components/ItemLink';
import { count } from '../../../components/text';
import type { AccessChange, Diff, Item } from '../../../host/host';
import { type AccessRow, accessRows } from '../model/diff-rows';
import { Frame } from './Frame';
import { Thing } from './Thing';

/** Who gained and lost what, by permission. */
export function DiffAccess({ tenant, diff }: { tenant: string; diff: Diff }) {
  const rows = accessRows(diff);
  if (rows.length === 0) {
    return <EmptyState title="Nobody gained or lost anything">Only other things are different.</EmptyState>;
  }
  return (
    <Frame label="Access gained and lost">
      <ul className="diff-list">
        {rows.map((row) => (
          <AccessLine key={row.permission.id} tenant={tenant} row={row} against={diff.before.hash} />
        ))}
      </ul>
    </Frame>
  );
}

function AccessLine({ tenant, row, against }: { tenant: string; row: AccessRow; against: string }) {
  const [opened, setOpened] = useState(false);
  const { permission, consequence, gained, lost } = row;
  return (
    <li data-open={opened}>
      <div className="diff-row">
        <button
          type="button"
          className="icon-btn diff-more"
          aria-expanded={opened}
          aria-label={`People of ${permission.name}`}
          onClick={() => setOpened(!opened)}
        >
          <ChevronRight size={14} aria-hidden="true" />
        </button>
        <div className="diff-name trunc">
          <ItemLink tenant={tenant} item={permission} className="plain-link md" />
        </div>
        <ClassWord value={consequence} />
        <div className="diff-side g-add">{gained && `+${count(gained.count)}`}</div>
        <div className="diff-side g-remove">{lost && `−${count(lost.count)}`}</div>
        <div className="trunc t2 sm diff-who">
          {names([...(gained?.people ?? []), ...(lost?.people ?? [])])}
        </div>
        <Link
          className="link sm"
          to="/t/$tenant/matrix"
          params={{ tenant }}
          search={{ rows: 'people', permission: permission.id, against }}
          aria-label={`${permission.name} in the matrix`}
        >
          Matrix
        </Link>
      </div>
      {opened && (
        <div className="diff-people">
          <Side tenant={tenant} label="Gained by" change={gained} />
          <Side tenant={tenant} label="Lost by" change={lost} />
        </div>
      )}
    </li>
  );
}

function names(people: readonly Item[]): string {
  const [first, second] = people;
  if (!first) return '';
  const more = people.length - 2;
  return [first.name, second?.name, more > 0 ? `${count(more)} more` : undefined].filter(Boolean).join(', ');
}

function Side(props: { tenant: string; label: string; change: AccessChange | undefined }) {
  const { tenant, label, change } = props;
  if (!change) return null;
  const more = change.count - change.people.length;
  return (
    <div className="diff-people-side">
      <div className="sm t3">{label}</div>
      <ul className="row wrap gap6">
        {change.people.map((person) => (
          <li key={person.id}>
            <Thing tenant={tenant} item={person} />
          </li>
        ))}
        {more > 0 && <li className="sm t3">and {count(more)} more</li>}
      </ul>
    </div>
  );
}
