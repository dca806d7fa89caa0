import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/EmptyState';
import { sentence } from '../../../components/error-table';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import { MessageText } from '../../../components/MessageText';
import type { Item, PermissionDetail } from '../../../host/host';
import styles from './details.module.css';

/** What the pack says around a permission: what it must be kept apart from, what it needs, and what needs it. */
export function RuleList({ tenant, detail }: { tenant: string; detail: PermissionDetail }) {
  const { permission, apartFrom, needs, neededBy, sameDeed } = detail;
  if (apartFrom.length + needs.length + neededBy.length + sameDeed.length === 0) {
    return (
      <EmptyState kind="none" title="No rule names it">
        {permission.name} may be held together with anything, needs nothing else, and nothing needs it.
      </EmptyState>
    );
  }
  const label = `Rules about ${permission.name}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className={`focus-in ${styles.rules}`} tabIndex={0} aria-label={label}>
      {apartFrom.length > 0 && (
        <Part
          title="Must be kept apart"
          text="Whoever holds both could do, alone, what two people are meant to do."
        >
          {apartFrom.map(({ rule, why, from }) => (
            <li key={rule.id}>
              <ItemIcon kind="rule" />
              <div className="grow select">
                <div className="md">{rule.name}</div>
                <div className="t2 sm">
                  <MessageText text={sentence(why)} />
                </div>
                <div className="row wrap gap6 sm">
                  <div className="t3">Apart from</div>
                  {from.map((item) => (
                    <ItemLink key={item.id} tenant={tenant} item={item} />
                  ))}
                </div>
              </div>
            </li>
          ))}
        </Part>
      )}
      <Names
        tenant={tenant}
        title="Needs"
        text="Without these it is granted, but does not work."
        items={needs}
      />
      <Names tenant={tenant} title="Needed by" text="These do not work without it." items={neededBy} />
      <Names
        tenant={tenant}
        title="The same deed elsewhere"
        text="The same can be done on other surfaces with these."
        items={sameDeed}
      />
    </section>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div>
      <h2 className={styles.ruleTitle}>{title}</h2>
      <p className="t2 sm">{text}</p>
      <ul className={`card ${styles.rule}`}>{children}</ul>
    </div>
  );
}

function Names(props: { tenant: string; title: string; text: string; items: readonly Item[] }) {
  const { tenant, title, text, items } = props;
  if (items.length === 0) return null;
  return (
    <Part title={title} text={text}>
      {items.map((item) => (
        <li key={item.id}>
          <ItemIcon kind={item.kind} />
          <ItemLink tenant={tenant} item={item} />
        </li>
      ))}
    </Part>
  );
}
