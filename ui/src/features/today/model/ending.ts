/** What ends, and who loses what with it. */
import { counted } from '../../../components/text';
import { endsText, isOver } from '../../../components/times';
import type { Ending, Today } from '../../../host/host';

/** `Marek Lindqvist` and ` loses Restore data and Export data at 11:20`: the name is set apart. */
export type EndingWords = { name: string; text: string };

const NAMED = 2;

export function endingWords(ending: Ending, now: Date): EndingWords {
  const { whose } = ending;
  const when = endsText(ending.until, now);
  if (ending.losesTotal === 0)
    return { name: whose.name, text: `${withoutLoss(ending)} ${when} and loses nothing` };
  const what = listed(
    ending.loses.slice(0, NAMED).map((one) => one.name),
    ending.losesTotal,
  );
  if (whose.kind === 'person') return { name: whose.name, text: ` loses ${what} ${when}` };
  const people = counted(ending.people, 'person loses', 'people lose');
  return { name: whose.name, text: `: ${people} ${what} ${when}` };
}

function withoutLoss({ what }: Ending): string {
  switch (what.kind) {
    case 'group':
      return ` leaves ${what.name}`;
    case 'role':
      return ` gives up ${what.name}`;
    default:
      return ` gives up one way to ${what.name}`;
  }
}

/** `A`, `A and B`, `A, B and 3 more`. */
export function listed(names: readonly string[], total: number): string {
  const more = total - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What still has an end to come: time passes while the window is open. */
export function endingNow(today: Today, now: Date): { rows: Ending[]; total: number } {
  const rows = today.ending.filter((one) => !isOver(one.until, now));
  return { rows, total: today.endingTotal - (today.ending.length - rows.length) };
}
