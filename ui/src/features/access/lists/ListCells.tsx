import { UserX } from 'lucide-react';
import { Avatar } from '../../../components/Avatar';
import { ClassWord } from '../../../components/ClassWord';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import { Marked } from '../../../components/Marked';
import { nearTo } from '../../../components/moments';
import { count, dayAndTime } from '../../../components/text';
import type { ListCell, ListRow } from '../../../host/host';
import styles from './lists.module.css';

/** What is in use, who or what it is, and what is wrong with it. */
export function NameCell(props: {
  tenant: string;
  row: ListRow;
  search: string;
  /** Without what stands beside the name. */
  short: boolean;
}) {
  const { tenant, row, search, short } = props;
  const { item, detail, active, worst } = row;
  const isSaid = row.cells.some((cell) => cell.value === detail);
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
      {detail && !short && !isSaid && (
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
