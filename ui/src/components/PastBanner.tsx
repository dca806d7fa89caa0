import { History } from 'lucide-react';
import type { Basis } from '../host/host';
import { Button } from './Button';
import { dayAndTime } from './text';

/** Says that another moment than now is shown, on what that rests, and leads back. */
export function PastBanner(props: { at: string; basis: Basis | undefined; onBack(): void }) {
  const { at, basis, onBack } = props;
  return (
    <div className="banner" role="status">
      <History size={16} aria-hidden="true" />
      <div className="grow">{pastText(at, basis)}</div>
      <Button size="sm" onClick={onBack}>
        Back to now
      </Button>
    </div>
  );
}

/** What is shown, and what it rests on once that is known. */
export function pastText(at: string, basis: Basis | undefined): string {
  const moment = dayAndTime(at);
  if (!basis) return `You see another moment: ${moment}.`;
  const read = dayAndTime(basis.readAt);
  if (basis.tense === 'ahead')
    return `You look ahead to ${moment}, from the reading of ${read}, as if nothing changed until then.`;
  const until = basis.nextRead
    ? `The next one, of ${dayAndTime(basis.nextRead)}, found something else.`
    : 'It is the newest.';
  const first = `Nothing is known from before ${dayAndTime(basis.firstRead)}.`;
  return `You see the past, ${moment}: what the reading of ${read} found. ${until} ${first}`;
}
