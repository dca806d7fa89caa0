import { addressOf } from '../../../components/address';
import { CountdownSpoken } from '../../../components/CountdownSpoken';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { placeInMatrix } from '../../../components/matrix-search';
import { count } from '../../../components/text';
import { isUrgent, leftText } from '../../../components/times';
import { sourceText } from '../../../components/words';
import type { ConsequenceClass, Ending, Today } from '../../../host/host';
import { endingNow, endingWords } from '../model/ending';
import { Group } from './Group';
import { Row } from './Row';

const GRAVE: readonly (ConsequenceClass | null)[] = ['override', 'policy', 'destructive'];

/** Access that runs out, the soonest first. */
export function Endings({ tenant, today, now }: { tenant: string; today: Today; now: Date }) {
  const { rows, total } = endingNow(today, now);
  const [next] = rows;
  if (!next) return null;
  const unseen = total - rows.length;
  const { name, text } = endingWords(next, now);
  return (
    <>
      <CountdownSpoken until={next.until} what={`${name}${text}`} />
      <Group
        title="Ends within 30 days"
        note={unseen > 0 ? `the next ${rows.length} of ${count(total)}` : count(total)}
        rows={rows}
        more={`Show all ${rows.length}`}
      >
        {(ending) => (
          <EndingRow
            key={`${ending.whose.kind} ${ending.whose.id} ${ending.what.id} ${ending.until}`}
            tenant={tenant}
            ending={ending}
            now={now}
          />
        )}
      </Group>
    </>
  );
}

function EndingRow({ tenant, ending, now }: { tenant: string; ending: Ending; now: Date }) {
  const { name, text } = endingWords(ending, now);
  const { worst } = ending;
  const grave = GRAVE.includes(worst) ? `c-${worst}` : 't2';
  const urgent = isUrgent(ending.until, now);
  const left = leftText(ending.until, now);
  const source = sourceText(ending.source);
  return (
    <Row
      address={
        addressOf(tenant, ending.whose) ?? {
          to: '/t/$tenant/matrix',
          params: { tenant },
          search: placeInMatrix(ending.whose) ?? {},
        }
      }
      glyph={<CellGlyph value="temporary" size={16} hidden className={grave} />}
      title={`${name}${text}`}
      meta={
        <>
          {worst && <ClassGlyph value={worst} />}
          <span className={urgent ? `sb ${grave}` : ''}>{left}</span>
          {source && <span className="today-source trunc">· {source}</span>}
        </>
      }
      act="Review"
    >
      <b>{name}</b>
      {text}
    </Row>
  );
}
