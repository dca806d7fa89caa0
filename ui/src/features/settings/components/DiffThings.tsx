import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { capital, count } from '../../../components/text';
import { ITEM_WORD } from '../../../components/words';
import type { Diff, Item } from '../../../host/host';
import { thingGroups } from '../model/diff-rows';
import { Frame } from './Frame';
import { Thing } from './Thing';

const PLURAL: Record<Item['kind'], string> = {
  person: 'people',
  group: 'groups',
  role: 'roles',
  permission: 'permissions',
  object: 'objects',
  licence: 'licences',
  rule: 'rules',
};

/** What is new and what is gone, by kind. */
export function DiffThings({ tenant, diff }: { tenant: string; diff: Diff }) {
  const groups = thingGroups(diff);
  if (groups.length === 0) {
    return <EmptyState title="Nothing is new and nothing is gone">Only access is different.</EmptyState>;
  }
  return (
    <Frame label="New and gone">
      <div className="thing-groups">
        {groups.map(({ kind, added, removed }) => (
          <section key={kind}>
            <h2 className="h">
              {capital(added.length + removed.length === 1 ? ITEM_WORD[kind] : PLURAL[kind])}
            </h2>
            {added.length > 0 && (
              <ThingSide tenant={tenant} label="New" look="g-add" sign="+" items={added} />
            )}
            {removed.length > 0 && (
              <ThingSide tenant={tenant} label="Gone" look="g-remove" sign="−" items={removed} />
            )}
          </section>
        ))}
      </div>
    </Frame>
  );
}

const MOST = 200;

function ThingSide(props: {
  tenant: string;
  label: string;
  look: string;
  sign: string;
  items: readonly Item[];
}) {
  const { tenant, label, look, sign, items } = props;
  const more = items.length - MOST;
  return (
    <div className="diff-people-side">
      <div className={`sm md ${look}`}>
        {label} {sign}
        {count(items.length)}
      </div>
      <ul className="row wrap gap6">
        {items.slice(0, MOST).map((item) => (
          <li key={item.id}>
            {label === 'Gone' ? (
              <span className="tag">
                <ItemIcon kind={item.kind} size={13} />
                <span className="trunc">{item.name}</span>
              </span>
            ) : (
              <Thing tenant={tenant} item={item} />
            )}
          </li>
        ))}
        {more > 0 && <li className="sm t3">and {count(more)} more</li>}
      </ul>
    </div>
  );
}
