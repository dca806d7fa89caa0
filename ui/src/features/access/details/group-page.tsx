import type { DetailSearch, DetailTab } from '../../../components/detail-search';
import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { counted } from '../../../components/text';
import { sourceText } from '../../../components/words';
import type { GroupDetail } from '../../../host/host';
import { groupQuery } from '../api/lists';
import { groupFacts } from '../model/facts';
import { groupStatement } from '../model/statement';
import { fitsText } from '../model/ways';
import { DetailFrame } from './DetailFrame';
import { DetailPlace, type Stand } from './DetailPlace';
import styles from './details.module.css';
import { EdgeTable } from './EdgeTable';
import { FindingTable } from './FindingTable';
import { GivenTable } from './GivenTable';
import { NoPermission } from './NoPermission';
import { Overview } from './Overview';
import { PeopleTab } from './PeopleTab';
import { Line } from './person-page';
import { useDetail } from './use-detail';
import { WhyAside } from './WhyAside';

/** A group: what membership gives, who is in it by which way, and what it is nested in. */
export function GroupPage({ tenant, id, search }: { tenant: string; id: string; search: DetailSearch }) {
  return (
    <DetailPlace
      tenant={tenant}
      kind="groups"
      id={id}
      at={search.at}
      query={(place) => groupQuery(place, id)}
    >
      {(detail, stand) => <Group key={id} stand={stand} detail={detail} search={search} />}
    </DetailPlace>
  );
}

const TABS: readonly DetailTab[] = ['access', 'people', 'groups', 'roles', 'findings', 'summary'];

function Group({ stand, detail, search }: { stand: Stand; detail: GroupDetail; search: DetailSearch }) {
  const { place, tenantName } = stand;
  const { tenant } = place;
  const { group, at, permissions, groups, nestedIn, roles, findings } = detail;
  const source = sourceText(detail.source);
  const tools = useDetail({
    stand,
    kind: 'groups',
    item: group,
    search,
    statement: () => groupStatement(detail, { tenant: tenantName, snapshot: place.snapshot }),
  });
  const tab = TABS.find((one) => one === search.tab) ?? 'access';
  const shown = permissions.filter((one) => fitsText(search.q ?? '', one.permission, one.through));
  const chosen = permissions.find((one) => one.permission.id === search.selected);
  return (
    <DetailFrame
      stand={stand}
      kind="groups"
      item={group}
      picture={
        <span className={styles.picture}>
          <ItemIcon kind="group" size={20} />
        </span>
      }
      tags={<span className="tag">Group</span>}
      line={
        <Line
          parts={[
            counted(detail.peopleTotal, 'active person', 'active people'),
            source && `kept in ${source}`,
            nestedIn.length > 0 && `nested in ${nestedIn.map((one) => one.item.name).join(', ')}`,
          ].map((part) => part || null)}
        />
      }
      facts={groupFacts(detail)}
      tabs={[
        { value: 'access', label: 'Permissions', count: permissions.length },
        { value: 'people', label: 'People', count: detail.peopleTotal },
        { value: 'groups', label: 'Nested groups', count: groups.length + nestedIn.length },
        { value: 'roles', label: 'Roles', count: roles.length },
        { value: 'findings', label: 'Findings', count: findings.length },
      ]}
      tab={tab}
      search={search}
      tools={tools}
      access={permissions.length > 0}
      overview={<Overview tenant={tenant} found={{ kind: 'group', detail }} onOpen={tools.open} />}
      why={
        tab === 'access' &&
        chosen && (
          <WhyAside
            place={place}
            tenantName={tenantName}
            rows="groups"
            item={group}
            permission={{ ...chosen.permission, consequence: chosen.consequence }}
            here={group}
            onOpen={tools.open}
            onClose={() => tools.change({ selected: undefined })}
          />
        )
      }
    >
      {(slot) => {
        switch (tab) {
          case 'people':
            return <PeopleTab stand={stand} within={group} search={search} tools={tools} slot={slot} />;
          case 'groups':
            return (
              <EdgeTable
                tenant={tenant}
                label={`Groups around ${group.name}`}
                sections={[
                  { title: 'Groups inside', edges: groups },
                  { title: 'Nested in', edges: nestedIn },
                ]}
                at={at}
                nothing="No group is inside, and it is nested in none"
                onOpen={tools.open}
              />
            );
          case 'roles':
            return (
              <EdgeTable
                tenant={tenant}
                label={`Roles of ${group.name}`}
                sections={[{ title: 'Roles', edges: roles }]}
                at={at}
                nothing="This group has no role"
                onOpen={tools.open}
              />
            );
          case 'findings':
            return <FindingTable tenant={tenant} findings={findings} at={at} name={group.name} />;
          default:
            return permissions.length === 0 ? (
              <EmptyState kind="none" title="Membership gives nothing">
                {group.name} has no role and no grant at this moment, nor has a group around it.
              </EmptyState>
            ) : shown.length === 0 ? (
              <NoPermission text={search.q ?? ''} onDrop={() => tools.change({ q: undefined })} />
            ) : (
              <GivenTable
                label={`What membership of ${group.name} gives`}
                given={shown}
                by={search.by ?? 'category'}
                here="Granted to the group"
                hasPreset={false}
                findings={findings}
                selected={search.selected}
                onSelect={(selected) => tools.change({ selected })}
                onOpen={tools.open}
              />
            );
        }
      }}
    </DetailFrame>
  );
}
