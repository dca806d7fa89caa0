import { useCallback, useMemo } from 'react';
import { ClassWord } from '../../../components/ClassWord';
import type { Grouping } from '../../../components/detail-search';
import type { GridColumn } from '../../../components/RowGrid';
import { count } from '../../../components/text';
import type { CellShape } from '../../../components/words';
import type { FindingView, GivenPermission, Item, PresetState } from '../../../host/host';
import { groupedBy, sourceOfGiven } from '../model/ways';
import { PermissionCell, worstBy } from './AccessTable';
import { Scope, Through } from './Chain';
import styles from './details.module.css';
import { GroupedGrid } from './GroupedGrid';

const PERMISSION: GridColumn = { id: 'permission', title: 'Permission', min: 190, share: 2.5 };
const CLASS: GridColumn = { id: 'class', title: 'Consequence', min: 104 };
const WAY: GridColumn = { id: 'way', title: 'Comes from', min: 160, share: 2.5 };
const PRESET: GridColumn = { id: 'preset', title: 'Preset', min: 88 };
const SCOPE: GridColumn = { id: 'scope', title: 'Scope', min: 98, share: 1 };
const USERS: GridColumn = { id: 'users', title: 'Users', min: 76, align: 'right' };

export const PRESET_WORDS: Record<PresetState, string> = {
  none: '',
  same: 'As preset',
  added: 'Added',
  missing: 'Missing',
};

/** What a role or a group gives, and how a role stands to the preset it was made from. */
export function GivenTable(props: {
  label: string;
  given: readonly GivenPermission[];
  by: Grouping;
  /** What is said of a permission that comes through nothing else. */
  here: string;
  /** Whether there is a preset to stand against. */
  hasPreset: boolean;
  findings: readonly FindingView[];
  selected: string | undefined;
  onSelect(permission: string): void;
  onOpen(item: Item): void;
}) {
  const { label, given, by, here, hasPreset, findings, selected, onSelect, onOpen } = props;
  const groups = useMemo(
    () =>
      groupedBy(given, by, ({ category, consequence, ...one }) => ({
        category,
        consequence,
        source: sourceOfGiven(one),
      })),
    [given, by],
  );
  const hasUse = given.some((one) => one.users !== null);
  const columns = useMemo(
    () => [
      PERMISSION,
      CLASS,
      WAY,
      ...(hasPreset ? [PRESET] : []),
      hasUse ? SCOPE : { ...SCOPE, min: 112 },
      ...(hasUse ? [USERS] : []),
    ],
    [hasPreset, hasUse],
  );
  const worst = useMemo(() => worstBy(findings), [findings]);
  const cells = useCallback(
    (one: GivenPermission) => [
      <PermissionCell
        key="permission"
        item={one.permission}
        consequence={one.consequence}
        shape={shapeOf(one)}
        worst={worst.get(one.permission.id)}
      />,
      <ClassWord key="class" value={one.consequence} />,
      one.preset === 'missing' ? (
        <span key="way" className="t3">
          Not given
        </span>
      ) : (
        <Through key="way" items={one.through} none={one.denied ? 'Denied here' : here} onOpen={onOpen} />
      ),
      ...(hasPreset ? [<Preset key="preset" state={one.preset} />] : []),
      one.preset !== 'missing' && <Scope key="scope" objects={one.scope} />,
      <span key="users" className="rg-number t2" title="Active people who used it through this in 90 days">
        {one.users === null ? '' : count(one.users)}
      </span>,
    ],
    [worst, hasPreset, here, onOpen],
  );
  return (
    <GroupedGrid
      label={label}
      columns={columns}
      groups={groups}
      idOf={idOf}
      cells={cells}
      isDim={(one) => one.preset === 'missing'}
      selected={selected}
      onSelect={(one) => onSelect(one.permission.id)}
    />
  );
}

const idOf = (one: GivenPermission) => one.permission.id;

function shapeOf({ preset, denied, missing, until, scope }: GivenPermission): CellShape {
  if (preset === 'missing') return 'none';
  if (denied) return 'denied';
  if (missing.length > 0) return 'missing';
  if (until) return 'temporary';
  return scope.length > 0 ? 'scoped' : 'granted';
}

function Preset({ state }: { state: PresetState }) {
  if (state === 'added' || state === 'missing') {
    return (
      <span className={state === 'added' ? styles.added : styles.missing}>
        <span aria-hidden="true">{state === 'added' ? '+' : '−'}</span>
        {PRESET_WORDS[state]}
      </span>
    );
  }
  return <span className="t3 sm">{PRESET_WORDS[state]}</span>;
}
