import { Fragment } from 'react';
import { Avatar } from '../../../components/Avatar';
import type { DetailSearch, DetailTab } from '../../../components/detail-search';
import { EmptyState } from '../../../components/EmptyState';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { counted } from '../../../components/text';
import type { HeldPermission, Item, PersonDetail } from '../../../host/host';
import { personQuery } from '../api/lists';
import { personFacts } from '../model/facts';
import { personStatement } from '../model/statement';
import { fitsText } from '../model/ways';
import { AccessTable } from './AccessTable';
import { DetailFrame } from './DetailFrame';
import { DetailPlace, type Stand } from './DetailPlace';
import styles from './details.module.css';
import { EdgeTable, plainEdges } from './EdgeTable';
import { FindingTable } from './FindingTable';
import { NoPermission } from './NoPermission';
import { Overview } from './Overview';
import { useDetail } from './use-detail';
import { WhyAside } from './WhyAside';

/** Somebody: what they can do and why, what is wrong with it, and what they belong to. */
export function PersonPage({ tenant, id, search }: { tenant: string; id: string; search: DetailSearch }) {
  return (
    <DetailPlace
      tenant={tenant}
      kind="people"
      id={id}
      at={search.at}
      query={(place) => personQuery(place, id)}
    >
      {(detail, stand) => <Person key={id} stand={stand} detail={detail} search={search} />}
    </DetailPlace>
  );
}

const TABS: readonly DetailTab[] = ['access', 'findings', 'through', 'summary'];

function Person({ stand, detail, search }: { stand: Stand; detail: PersonDetail; search: DetailSearch }) {
  const { place, tenantName } = stand;
  const { what, email, roles, groups, direct, licences, owns, findings } = detail;
  const { person, permissions, at, active } = what;
  const tools = useDetail({
    stand,
    kind: 'people',
    item: person,
    search,
    statement: () => personStatement(detail, { tenant: tenantName, snapshot: what.basis.snapshot }),
  });
  const tab = TABS.find((one) => one === search.tab) ?? 'access';
  const chosen = permissions.find((one) => one.permission.id === search.selected);
  const shown = permissions.filter((one) => fitsText(search.q ?? '', one.permission, wayItems(one)));
  const sections = [
    { title: 'Groups', edges: groups },
    { title: 'Roles', edges: roles },
    { title: 'Permissions granted directly', edges: direct },
    { title: 'Licences', edges: plainEdges(licences) },
    { title: 'Owns', edges: plainEdges(owns) },
  ];
  return (
    <DetailFrame
      stand={stand}
      kind="people"
      item={person}
      basis={what.basis}
      picture={<Avatar name={person.name} className={styles.avatar} />}
      gone={!active}
      tags={<Tags detail={detail} />}
      line={<Line parts={[what.detail, email ?? detail.userName]} />}
      facts={personFacts(detail)}
      tabs={[
        { value: 'access', label: 'Effective access', count: permissions.length },
        { value: 'findings', label: 'Findings', count: findings.length },
        { value: 'through', label: 'Groups & roles', count: groups.length + roles.length },
      ]}
      tab={tab}
      search={search}
      tools={tools}
      access={permissions.length > 0}
      overview={<Overview tenant={place.tenant} found={{ kind: 'person', detail }} onOpen={tools.open} />}
      why={
        tab === 'access' &&
        chosen && (
          <WhyAside
            place={place}
            tenantName={tenantName}
            rows="people"
            item={person}
            permission={{ ...chosen.permission, consequence: chosen.consequence }}
            here={person}
            onOpen={tools.open}
            onClose={() => tools.change({ selected: undefined })}
          />
        )
      }
    >
      {() => {
        switch (tab) {
          case 'findings':
            return <FindingTable tenant={place.tenant} findings={findings} at={at} name={person.name} />;
          case 'through':
            return (
              <EdgeTable
                tenant={place.tenant}
                label={`Groups and roles of ${person.name}`}
                sections={sections}
                at={at}
                nothing="In no group and without a role"
                onOpen={tools.open}
              />
            );
          default:
            return permissions.length === 0 ? (
              <NoAccess name={person.name} active={active} />
            ) : shown.length === 0 ? (
              <NoPermission text={search.q ?? ''} onDrop={() => tools.change({ q: undefined })} />
            ) : (
              <AccessTable
                label={`What ${person.name} can do`}
                held={shown}
                by={search.by ?? 'category'}
                at={at}
                useReported={detail.useReported}
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

function NoAccess({ name, active }: { name: string; active: boolean }) {
  return active ? (
    <EmptyState kind="none" title="Can do nothing">
      No role, group or grant gives {name} a permission at this moment.
    </EmptyState>
  ) : (
    <EmptyState kind="none" title="Deactivated, so nothing can be done">
      What {name} still belongs to stands under Groups and roles: it would work again with the account.
    </EmptyState>
  );
}

function Tags({ detail }: { detail: PersonDetail }) {
  const { active, permissions } = detail.what;
  const ending = permissions.filter(isTemporary).length;
  return (
    <>
      {!active && <span className="tag">Deactivated</span>}
      {ending > 0 && (
        <span className="word soft c-override" title={`${counted(ending, 'permission')} will end`}>
          <CellGlyph value="temporary" size={13} hidden className="" />
          {ending} temporary
        </span>
      )}
    </>
  );
}

/** Everything that a permission comes through, by any way. */
function wayItems({ via }: HeldPermission): Item[] {
  return via.flatMap((path) => path.steps.slice(1, -1).map((step) => step.item));
}

function isTemporary({ standing }: HeldPermission): boolean {
  return !standing;
}

/** What is known of somebody or something, with dots in between. */
export function Line({ parts }: { parts: readonly (string | null | undefined)[] }) {
  const known = parts.filter(Boolean);
  return known.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts do not move
    <Fragment key={at}>
      {at > 0 && <span className="t3"> · </span>}
      {part}
    </Fragment>
  ));
}
