import { useCallback, useMemo } from 'react';
import { ClassWord } from '../../../components/ClassWord';
import type { Grouping } from '../../../components/detail-search';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import type { GridColumn } from '../../../components/RowGrid';
import type { CellShape } from '../../../components/words';
import type { ConsequenceClass, FindingView, HeldPermission, Item, SeverityLevel } from '../../../host/host';
import { takesClassColour } from '../model/cell';
import { groupedBy, sourceOfHeld, wayOf } from '../model/ways';
import { shapeOfHolder } from '../why/why-shape';
import { Chain, Moment, Scope } from './Chain';
import { GroupedGrid } from './GroupedGrid';

const COLUMNS: readonly GridColumn[] = [
  { id: 'permission', title: 'Permission', min: 184, share: 2 },
  { id: 'class', title: 'Consequence', min: 100 },
  { id: 'way', title: 'Comes from', min: 240, share: 4 },
  { id: 'scope', title: 'Scope', min: 84, share: 1 },
];
const USED: GridColumn = { id: 'used', title: 'Last used', min: 112 };

/** What somebody can do, and through what. */
export function AccessTable(props: {
  label: string;
  held: readonly HeldPermission[];
  by: Grouping;
  at: string;
  useReported: boolean;
  findings: readonly FindingView[];
  selected: string | undefined;
  onSelect(permission: string): void;
  onOpen(item: Item): void;
}) {
  const { label, held, by, at, useReported, findings, selected, onSelect, onOpen } = props;
  const groups = useMemo(
    () =>
      groupedBy(held, by, ({ category, consequence, ...one }) => ({
        category,
        consequence,
        source: sourceOfHeld(one),
      })),
    [held, by],
  );
  const columns = useMemo(() => (useReported ? [...COLUMNS, USED] : COLUMNS), [useReported]);
  const worst = useMemo(() => worstBy(findings), [findings]);
  const cells = useCallback(
    (one: HeldPermission) => [
      <PermissionCell
        key="permission"
        item={one.permission}
        consequence={one.consequence}
        shape={shapeOfHolder(one)}
        worst={worst.get(one.permission.id)}
      />,
      <ClassWord key="class" value={one.consequence} />,
      one.via[0] && <Chain key="way" way={wayOf(one.via[0])} ways={one.paths} at={at} onOpen={onOpen} />,
      <Scope key="scope" objects={one.scope} />,
      <Moment key="used" when={one.lastUsed} at={at} />,
    ],
    [worst, at, onOpen],
  );
  return (
    <GroupedGrid
      label={label}
      columns={columns}
      groups={groups}
      idOf={idOf}
      cells={cells}
      selected={selected}
      onSelect={(one) => onSelect(one.permission.id)}
    />
  );
}

const idOf = (one: HeldPermission) => one.permission.id;

/** A permission: how it is held as a glyph, its name, and what is wrong with it. */
export function PermissionCell(props: {
  item: Item;
  consequence: ConsequenceClass;
  shape: CellShape;
  worst: SeverityLevel | undefined;
}) {
  const { item, consequence, shape, worst } = props;
  const colour = takesClassColour(consequence) && shape !== 'missing' ? `c-${consequence}` : undefined;
  return (
    <>
      <span className={colour}>
        <CellGlyph value={shape} />
      </span>
      <span className="rg-name" title={item.name}>
        {item.name}
      </span>
      {worst && <SeverityGlyph value={worst} />}
    </>
  );
}

/** The worst finding about each permission. */
export function worstBy(findings: readonly FindingView[]): ReadonlyMap<string, SeverityLevel> {
  const worst = new Map<string, SeverityLevel>();
  // findings come worst first
  for (const { subjects, severity } of findings)
    for (const { kind, id } of subjects) if (kind === 'permission' && !worst.has(id)) worst.set(id, severity);
  return worst;
}
