import { UserX } from 'lucide-react';
import { Avatar } from '../../../components/Avatar';
import { ClassWord } from '../../../components/ClassWord';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import { Marked } from '../../../components/Marked';
import { nearTo } from '../../../components/moments';
import type { GridColumn } from '../../../components/RowGrid';
import { count, dayAndTime } from '../../../components/text';
import type { ListCell, ListColumn, ListHead, ListRow } from '../../../host/host';
import { LIST_WORDS } from '../model/list-query';
import styles from './lists.module.css';

/** A letter of a column's head takes about so much room; so much stands around it, and so much has the arrow. */
const LETTER = 6.1;
const AROUND = 18;
const ARROW = 14;

/** The name first, then what Rust tells, each as wide as what it holds needs. */
export function columnsOf({ kind, columns }: Pick<ListHead, 'kind' | 'columns'>, sort: string): GridColumn[] {
  const name: GridColumn = { id: '', title: LIST_WORDS[kind].column, min: 208, share: 3 };
  const others = columns.map((column) => columnOf(column, column.id === sort));
  return [
    name,
    ...others.map((one, at) => (at === others.length - 1 ? { ...one, min: one.min + EDGE } : one)),
  ];
}

const LEAST: Record<ListColumn['holds'], number> = { text: 92, number: 56, moment: 112, class: 98, flag: 64 };
/** The last column keeps away from the edge. */
const EDGE = 12;

function columnOf({ id, title, holds }: ListColumn, sorted: boolean): GridColumn {
  const room = Math.ceil(title.length * LETTER) + AROUND + (sorted ? ARROW : 0);
  const min = Math.max(LEAST[holds], room);
  switch (holds) {
    case 'text':
      return { id, title, min, share: 1 };
    case 'number':
      return { id, title, min: min + 8, align: 'right' };
    default:
      return { id, title, min };
  }
}

/** What is in use, who or what it is, and what is wrong with it. */
export function NameCell({ tenant, row, search }: { tenant: string; row: ListRow; search: string }) {
  const { item, detail, active, worst } = row;
  return (
    <>
      {item.kind === 'person' ? (
        <Avatar name={item.name} />
      ) : (
        <span className="t3">
          <ItemIcon kind={item.kind} />
        </span>
      )}
      <ItemLink tenant={tenant} item={item} className={`rg-name ${styles.name}`} inGrid>
        <Marked text={item.name} search={search} />
      </ItemLink>
      {worst && <SeverityGlyph value={worst} />}
      {!active && (
        <span className={`tag ${styles.gone}`} title="Deactivated">
          <UserX size={12} aria-hidden="true" />
          <span className="trunc">Deactivated</span>
        </span>
      )}
      {detail && (
        <span className={`trunc sm t3 ${styles.detail}`} title={detail}>
          <Marked text={detail} search={search} />
        </span>
      )}
    </>
  );
}

/** A cell by what it holds. A dash stands for what is unknown, or never was. */
export function ValueCell({ cell, at }: { cell: ListCell | undefined; at: string }) {
  if (cell?.value === undefined || cell.value === null || cell.value === '') return <Nothing />;
  switch (cell.holds) {
    case 'text':
      return (
        <span className="trunc" title={cell.value}>
          {cell.value}
        </span>
      );
    case 'number':
      return <span className={`rg-number ${cell.value === 0 ? 't3' : ''}`}>{count(cell.value)}</span>;
    case 'moment':
      return (
        <span className="trunc" title={dayAndTime(cell.value)}>
          {nearTo(cell.value, at)}
        </span>
      );
    case 'class':
      return <ClassWord value={cell.value} />;
    case 'flag':
      return <span>{cell.value ? 'Yes' : 'No'}</span>;
  }
}

function Nothing() {
  return (
    <span className="t3">
      <span aria-hidden="true">–</span>
      <span className="vh">none</span>
    </span>
  );
}
