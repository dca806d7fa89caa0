import type { DetailSearch, DetailTab, PresetFilter } from '../../../components/detail-search';
import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { Segmented } from '../../../components/Segmented';
import type { RoleDetail } from '../../../host/host';
import { roleQuery } from '../api/lists';
import { roleFacts } from '../model/facts';
import { roleStatement } from '../model/statement';
import { fitsText } from '../model/ways';
import { DetailFrame } from './DetailFrame';
import { DetailPlace, type Stand } from './DetailPlace';
import styles from './details.module.css';
import { EdgeTable } from './EdgeTable';
import { FindingTable } from './FindingTable';
import { GivenTable, PRESET_WORDS } from './GivenTable';
import { NoPermission } from './NoPermission';
import { Overview } from './Overview';
import { PeopleTab } from './PeopleTab';
import { Line } from './person-page';
import { useDetail } from './use-detail';
import { WhyAside } from './WhyAside';

/** A role: what it gives, how that stands to its preset, and who has it by which way. */
export function RolePage({ tenant, id, search }: { tenant: string; id: string; search: DetailSearch }) {
  return (
    <DetailPlace tenant={tenant} kind="roles" id={id} at={search.at} query={(place) => roleQuery(place, id)}>
      {(detail, stand) => <Role key={id} stand={stand} detail={detail} search={search} />}
    </DetailPlace>
  );
}

const TABS: readonly DetailTab[] = ['access', 'people', 'groups', 'includes', 'findings', 'summary'];

function Role({ stand, detail, search }: { stand: Stand; detail: RoleDetail; search: DetailSearch }) {
  const { place, tenantName } = stand;
  const { tenant } = place;
  const { role, at, preset, permissions, groups, includes, includedBy, findings } = detail;
  const tools = useDetail({
    stand,
    kind: 'roles',
    item: role,
    search,
    statement: () => roleStatement(detail, { tenant: tenantName, snapshot: place.snapshot }),
  });
  const tab = TABS.find((one) => one === search.tab) ?? 'access';
  const chosen = permissions.find((one) => one.permission.id === search.selected && one.preset !== 'missing');
  const gives = permissions.filter((one) => one.preset !== 'missing').length;
  return (
    <DetailFrame
      stand={stand}
      kind="roles"
      item={role}
      picture={
        <span className={styles.picture}>
          <ItemIcon kind="role" size={20} />
        </span>
      }
      tags={<span className="tag">Role</span>}
      line={<Line parts={[detail.description || 'No description']} />}
      facts={roleFacts(detail)}
      tabs={[
        { value: 'access', label: 'Permissions', count: gives },
        { value: 'people', label: 'People', count: detail.peopleTotal },
        { value: 'groups', label: 'Groups', count: groups.length },
        { value: 'includes', label: 'Includes', count: includes.length + includedBy.length },
        { value: 'findings', label: 'Findings', count: findings.length },
      ]}
      tab={tab}
      search={search}
      tools={tools}
      access={permissions.length > 0}
      overview={<Overview tenant={tenant} found={{ kind: 'role', detail }} onOpen={tools.open} />}
      why={
        tab === 'access' &&
        chosen && (
          <WhyAside
            place={place}
            tenantName={tenantName}
            rows="roles"
            item={role}
            permission={{ ...chosen.permission, consequence: chosen.consequence }}
            here={role}
            onOpen={tools.open}
            onClose={() => tools.change({ selected: undefined })}
          />
        )
      }
    >
      {(slot) => {
        switch (tab) {
          case 'people':
            return <PeopleTab stand={stand} within={role} search={search} tools={tools} slot={slot} />;
          case 'groups':
            return (
              <EdgeTable
                tenant={tenant}
                label={`Groups that have ${role.name}`}
                sections={[{ title: 'Groups that have it', edges: groups }]}
                at={at}
                nothing="No group has this role"
                onOpen={tools.open}
              />
            );
          case 'includes':
            return (
              <EdgeTable
                tenant={tenant}
                label={`Roles around ${role.name}`}
                sections={[
                  { title: 'Includes', edges: includes },
                  { title: 'Included by', edges: includedBy },
                ]}
                at={at}
                nothing="Includes no role, and no role includes it"
                onOpen={tools.open}
              />
            );
          case 'findings':
            return <FindingTable tenant={tenant} findings={findings} at={at} name={role.name} />;
          default:
            return <Permissions detail={detail} search={search} tools={tools} hasPreset={preset !== null} />;
        }
      }}
    </DetailFrame>
  );
}

function Permissions(props: {
  detail: RoleDetail;
  search: DetailSearch;
  tools: ReturnType<typeof useDetail>;
  hasPreset: boolean;
}) {
  const { detail, search, tools, hasPreset } = props;
  const { role, permissions, findings } = detail;
  const filter = hasPreset ? search.preset : undefined;
  const inFilter = filter ? permissions.filter((one) => one.preset === filter) : permissions;
  const shown = inFilter.filter((one) => fitsText(search.q ?? '', one.permission, one.through));
  const counted = (state: PresetFilter) => permissions.filter((one) => one.preset === state).length;
  return (
    <>
      {hasPreset && (
        <div className="filter-bar">
          <div className="sm t2">Against the preset {detail.preset}</div>
          <Segmented<PresetFilter | 'all'>
            label={`Against the preset ${detail.preset}`}
            value={filter ?? 'all'}
            onChange={(next) =>
              tools.change({ preset: next === 'all' ? undefined : next, selected: undefined })
            }
            options={[
              { value: 'all', label: 'All', count: permissions.length },
              { value: 'same', label: PRESET_WORDS.same, count: counted('same') },
              { value: 'added', label: PRESET_WORDS.added, count: counted('added') },
              { value: 'missing', label: PRESET_WORDS.missing, count: counted('missing') },
            ]}
          />
        </div>
      )}
      {inFilter.length > 0 && shown.length === 0 ? (
        <NoPermission text={search.q ?? ''} onDrop={() => tools.change({ q: undefined })} />
      ) : shown.length === 0 ? (
        <EmptyState kind="none" title={filter ? 'None stands like this to the preset' : 'Gives nothing'}>
          {filter
            ? `${role.name} and its preset agree on this.`
            : `${role.name} gives nobody a permission at this moment.`}
        </EmptyState>
      ) : (
        <GivenTable
          label={`What ${role.name} gives`}
          given={shown}
          by={search.by ?? 'category'}
          here="Role itself"
          hasPreset={hasPreset}
          findings={findings}
          selected={search.selected}
          onSelect={(selected) => tools.change({ selected })}
          onOpen={tools.open}
        />
      )}
    </>
  );
}
