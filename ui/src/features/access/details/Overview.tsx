import { ItemLink } from '../../../components/ItemLink';
import { counted, day } from '../../../components/text';
import type { GroupDetail, Item, PermissionDetail, PersonDetail, RoleDetail } from '../../../host/host';
import type { Detail } from '../api/lists';
import { ElevationCard } from './ElevationCard';
import { Apart, Chips, Classes, FindingCards, OnRecord, Peers, Section, Share } from './OverviewParts';

/** What stands around something: what is wrong with it, how grave its access is, and what it belongs to. */
export function Overview(props: { tenant: string; found: Detail; onOpen(item: Item): void }) {
  const { tenant, found, onOpen } = props;
  switch (found.kind) {
    case 'person':
      return <AboutPerson tenant={tenant} detail={found.detail} onOpen={onOpen} />;
    case 'role':
      return <AboutRole tenant={tenant} detail={found.detail} onOpen={onOpen} />;
    case 'group':
      return <AboutGroup tenant={tenant} detail={found.detail} onOpen={onOpen} />;
    case 'permission':
      return <AboutPermission tenant={tenant} detail={found.detail} onOpen={onOpen} />;
  }
}

type About<T> = { tenant: string; detail: T; onOpen(item: Item): void };

function AboutPerson({ tenant, detail, onOpen }: About<PersonDetail>) {
  return (
    <>
      <ElevationCard permissions={detail.what.permissions} onOpen={onOpen} />
      <FindingCards tenant={tenant} findings={detail.findings} />
      <Peers detail={detail} />
      <Classes classes={detail.classes} />
      <Chips title="Roles" items={detail.roles.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Groups" items={detail.groups.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Licences" items={detail.licences} onOpen={onOpen} />
      <Chips title="Owns" items={detail.owns} onOpen={onOpen} />
      <OnRecord tenant={tenant} item={detail.what.person} />
      <dl className="facts select">
        <dt>Login name</dt>
        <dd>{detail.userName}</dd>
        {detail.manager && (
          <>
            <dt>Manager</dt>
            <dd>
              <ItemLink tenant={tenant} item={detail.manager} />
            </dd>
          </>
        )}
        {detail.created && (
          <>
            <dt>Account made</dt>
            <dd>{day(detail.created)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function AboutRole({ tenant, detail, onOpen }: About<RoleDetail>) {
  return (
    <>
      <FindingCards tenant={tenant} findings={detail.findings} />
      <Classes classes={detail.classes} />
      <Chips title="Includes" items={detail.includes.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Included by" items={detail.includedBy.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Groups that have it" items={detail.groups.map((one) => one.item)} onOpen={onOpen} />
      <Chips
        title="People it was given to by name"
        items={detail.people.map((one) => one.item)}
        total={detail.peopleDirect}
        onOpen={onOpen}
      />
      <OnRecord tenant={tenant} item={detail.role} />
    </>
  );
}

function AboutGroup({ tenant, detail, onOpen }: About<GroupDetail>) {
  return (
    <>
      <FindingCards tenant={tenant} findings={detail.findings} />
      <Classes classes={detail.classes} />
      <Chips title="Roles" items={detail.roles.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Nested in" items={detail.nestedIn.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Groups inside" items={detail.groups.map((one) => one.item)} onOpen={onOpen} />
      <OnRecord tenant={tenant} item={detail.group} />
    </>
  );
}

function AboutPermission({ tenant, detail, onOpen }: About<PermissionDetail>) {
  const { holdersTotal, standing, used } = detail;
  return (
    <>
      <FindingCards tenant={tenant} findings={detail.findings} />
      {holdersTotal > 0 && (
        <Section title="How it is held" note={counted(holdersTotal, 'person', 'people')}>
          <Share label="Without an end" part={standing} whole={holdersTotal} />
          {used !== null && <Share label="Used in the last 90 days" part={used} whole={holdersTotal} />}
        </Section>
      )}
      {detail.apartFrom.map((rule) => (
        <Apart key={rule.rule.id} rule={rule} onOpen={onOpen} />
      ))}
      <Chips title="Needs" items={detail.needs} onOpen={onOpen} />
      <Chips title="Needed by" items={detail.neededBy} onOpen={onOpen} />
      <Chips title="The same deed elsewhere" items={detail.sameDeed} onOpen={onOpen} />
      <Chips title="Roles that give it" items={detail.roles.map((one) => one.item)} onOpen={onOpen} />
      <Chips title="Groups it is granted to" items={detail.groups.map((one) => one.item)} onOpen={onOpen} />
      <OnRecord tenant={tenant} item={detail.permission} />
    </>
  );
}
