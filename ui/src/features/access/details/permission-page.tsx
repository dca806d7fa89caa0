import { ClassWord } from '../../../components/ClassWord';
import type { DetailSearch, DetailTab } from '../../../components/detail-search';
import { ItemIcon } from '../../../components/ItemIcon';
import { CONSEQUENCE_MEANING } from '../../../components/words';
import type { PermissionDetail } from '../../../host/host';
import { permissionQuery } from '../api/lists';
import { permissionFacts } from '../model/facts';
import { permissionStatement } from '../model/statement';
import { DetailFrame } from './DetailFrame';
import { DetailPlace, type Stand } from './DetailPlace';
import styles from './details.module.css';
import { FindingTable } from './FindingTable';
import { GivesTable } from './GivesTable';
import { HolderTable } from './HolderTable';
import { Overview } from './Overview';
import { Line } from './person-page';
import { RuleList } from './RuleList';
import { useDetail } from './use-detail';
import { WhyAside } from './WhyAside';

/** A permission: what it means, who holds it and how, what gives it, and the rules around it. */
export function PermissionPage({ tenant, id, search }: { tenant: string; id: string; search: DetailSearch }) {
  return (
    <DetailPlace
      tenant={tenant}
      kind="permissions"
      id={id}
      at={search.at}
      query={(place) => permissionQuery(place, id)}
    >
      {(detail, stand) => <Permission key={id} stand={stand} detail={detail} search={search} />}
    </DetailPlace>
  );
}

const TABS: readonly DetailTab[] = ['holders', 'given', 'rules', 'findings', 'summary'];

function Permission({
  stand,
  detail,
  search,
}: {
  stand: Stand;
  detail: PermissionDetail;
  search: DetailSearch;
}) {
  const { place, tenantName } = stand;
  const { tenant } = place;
  const { permission, at, consequence, roles, groups, findings, holders } = detail;
  const tools = useDetail({
    stand,
    kind: 'permissions',
    item: permission,
    search,
    statement: () => permissionStatement(detail, { tenant: tenantName, snapshot: place.snapshot }),
  });
  const tab = TABS.find((one) => one === search.tab) ?? 'holders';
  const chosen = holders.find((one) => one.person.id === search.selected);
  const rules = detail.apartFrom.length + detail.needs.length + detail.neededBy.length;
  return (
    <DetailFrame
      stand={stand}
      kind="permissions"
      item={permission}
      picture={
        <span className={styles.picture}>
          <ItemIcon kind="permission" size={20} />
        </span>
      }
      tags={
        <>
          <span title={CONSEQUENCE_MEANING[consequence]}>
            <ClassWord value={consequence} soft />
          </span>
          {detail.assumed && (
            <span className="tag" title="The product does not describe it: category and class are assumed">
              Assumed
            </span>
          )}
        </>
      }
      line={<Line parts={[detail.description || CONSEQUENCE_MEANING[consequence], detail.category]} />}
      facts={permissionFacts(detail)}
      tabs={[
        { value: 'holders', label: 'Holders', count: detail.holdersTotal },
        { value: 'given', label: 'Roles and groups that give it', count: roles.length + groups.length },
        { value: 'rules', label: 'Rules', count: rules },
        { value: 'findings', label: 'Findings', count: findings.length },
      ]}
      tab={tab}
      search={search}
      tools={tools}
      overview={<Overview tenant={tenant} found={{ kind: 'permission', detail }} onOpen={tools.open} />}
      why={
        tab === 'holders' &&
        chosen && (
          <WhyAside
            place={place}
            tenantName={tenantName}
            rows="people"
            item={chosen.person}
            permission={{ ...permission, consequence }}
            here={permission}
            onOpen={tools.open}
            onClose={() => tools.change({ selected: undefined })}
          />
        )
      }
    >
      {() => {
        switch (tab) {
          case 'given':
            return <GivesTable tenant={tenant} detail={detail} onOpen={tools.open} />;
          case 'rules':
            return <RuleList tenant={tenant} detail={detail} />;
          case 'findings':
            return <FindingTable tenant={tenant} findings={findings} at={at} name={permission.name} />;
          default:
            return (
              <HolderTable
                tenant={tenant}
                detail={detail}
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
