import { useQuery } from '@tanstack/react-query';
import { Fragment, useMemo, useState } from 'react';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { useMoment } from '../../../components/moment';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted } from '../../../components/text';
import { CELL_WORD } from '../../../components/words';
import type { ComparedPermission } from '../../../host/host';
import { compareQuery } from '../api/queries';
import type { Mark } from '../model/keyboard';
import styles from './why.module.css';

/** Two to four subjects side by side: where they differ, and on request where they do not. */
export function ComparePanel(props: { tenant: string; snapshot: string; subjects: readonly Mark[] }) {
  const { tenant, snapshot, subjects } = props;
  const ids = useMemo(() => subjects.map((one) => one.id), [subjects]);
  const asked = compareQuery(tenant, snapshot, ids, useMoment());
  const compared = useQuery(asked);
  const [all, setAll] = useState(false);
  const groups = useMemo(
    () => byCategory((compared.data?.rows ?? []).filter((row) => all || row.differs)),
    [compared.data, all],
  );
  if (compared.isError) return <ErrorPanel error={compared.error} onRetry={() => compared.refetch()} />;
  if (!compared.data) return <Skeleton asked={asked.queryKey} rows={8} label="Comparing" />;
  const different = compared.data.rows.filter((row) => row.differs).length;
  return (
    <>
      <div>
        <h3 className="inspector-title">
          {different === 0 ? 'No difference' : `They differ in ${counted(different, 'permission')}`}
        </h3>
        <label className="row t2">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
          Also show the {count(compared.data.same)} that all hold alike
        </label>
      </div>
      {groups.length > 0 && (
        <table className={styles.compare}>
          <thead>
            <tr>
              <th scope="col">Permission</th>
              {compared.data.subjects.map((subject) => (
                <th scope="col" key={subject.id} className={styles.lean}>
                  <span title={subject.name}>{subject.name}</span>
                </th>
              ))}
              <td className={styles.room} />
            </tr>
          </thead>
          <tbody>
            {groups.map(({ category, rows }) => (
              <Fragment key={category}>
                <tr className={styles.part}>
                  <th scope="colgroup" colSpan={compared.data.subjects.length + 2}>
                    {category}
                  </th>
                </tr>
                {rows.map((row) => (
                  <tr key={row.permission.id}>
                    <th scope="row">
                      <ClassGlyph value={row.consequence} />
                      {row.permission.name}
                    </th>
                    {row.states.map((state, at) => (
                      <td key={compared.data.subjects[at]?.id} title={CELL_WORD[state]}>
                        <CellGlyph value={state} />
                      </td>
                    ))}
                    <td />
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function byCategory(rows: readonly ComparedPermission[]): { category: string; rows: ComparedPermission[] }[] {
  const groups = new Map<string, ComparedPermission[]>();
  for (const row of rows) {
    const list = groups.get(row.category);
    if (list) list.push(row);
    else groups.set(row.category, [row]);
  }
  return [...groups].map(([category, list]) => ({ category, rows: list }));
}
