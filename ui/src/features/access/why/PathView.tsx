import { Avatar } from '../../../components/Avatar';
import { opens } from '../../../components/address';
import { ClassWord } from '../../../components/ClassWord';
import { ItemIcon } from '../../../components/ItemIcon';
import { dayAndTime } from '../../../components/text';
import { ITEM_WORD, sourceText } from '../../../components/words';
import type { ConsequenceClass, GrantPath, Item, PathStep } from '../../../host/host';
import styles from './why.module.css';

/** From the person over groups and roles to the permission; each station opens. */
export function PathView(props: {
  path: GrantPath;
  consequence: ConsequenceClass;
  onOpen(item: Item): void;
}) {
  const { path, consequence, onOpen } = props;
  return (
    <ol className={styles.path}>
      {path.steps.map((step, at) => (
        <Station
          // biome-ignore lint/suspicious/noArrayIndexKey: a cycle can pass the same station twice
          key={`${at} ${step.item.id}`}
          step={step}
          consequence={consequence}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

function Station(props: { step: PathStep; consequence: ConsequenceClass; onOpen(item: Item): void }) {
  const { step, consequence, onOpen } = props;
  const { item } = step;
  return (
    <li className={styles.station}>
      <span className={styles.icon}>
        {item.kind === 'person' ? <Avatar name={item.name} /> : <ItemIcon kind={item.kind} size={18} />}
      </span>
      {step.label && <span className="vh">{step.label}</span>}
      {opens(item) ? (
        <button type="button" className={styles.name} title={edgeWords(step)} onClick={() => onOpen(item)}>
          {item.name}
        </button>
      ) : (
        <span className={styles.name}>{item.name}</span>
      )}
      {sourceText(step.source) && (
        <span className="tag trunc" title={edgeWords(step)}>
          {sourceText(step.source)}
        </span>
      )}
      <span className="end t3 sm nw">
        {item.kind === 'permission' ? <ClassWord value={consequence} /> : ITEM_WORD[item.kind]}
      </span>
    </li>
  );
}

/** How a station follows from the one before, since when and until when. */
function edgeWords({ label, item, source, since, until }: PathStep): string {
  return [
    `${label} ${item.name}`.trim(),
    sourceText(source) && `from ${sourceText(source)}`,
    since && `since ${dayAndTime(since)}`,
    until && `until ${dayAndTime(until)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
