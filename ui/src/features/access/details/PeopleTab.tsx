import type { DetailSearch } from '../../../components/detail-search';
import type { ItemRef } from '../../../host/host';
import { ListScreen } from '../lists/ListScreen';
import { InSlot } from './DetailFrame';
import type { Stand } from './DetailPlace';
import type { DetailTools } from './use-detail';

/** The people who are in a group or have a role, as a list inside its screen. */
export function PeopleTab(props: {
  stand: Stand;
  within: ItemRef;
  search: DetailSearch;
  tools: DetailTools;
  slot: HTMLElement | null;
}) {
  const { stand, within, search, tools, slot } = props;
  const { q, facets, findings, sort, desc } = search;
  return (
    <ListScreen
      place={stand.place}
      kind="people"
      search={{ q, facets, findings, sort, desc, within: { kind: within.kind, id: within.id } }}
      embedded
      onSearch={(next) =>
        tools.change({
          q: next.q,
          facets: next.facets,
          findings: next.findings,
          sort: next.sort,
          desc: next.desc,
        })
      }
    >
      {({ body, inspector }) => (
        <>
          {body}
          <InSlot slot={slot}>{inspector}</InSlot>
        </>
      )}
    </ListScreen>
  );
}
