/** What is said where a tenant was read in part only: pure. */
import type { TenantSummary } from '../host/host';
import { capital } from './text';

type Read = Pick<TenantSummary, 'lastAttempt'>;

/** Whether a whole part is missing from what is shown. */
export function isIncomplete({ lastAttempt }: Read): boolean {
  return lastAttempt?.complete === false;
}

/** Which part it is, as far as the last reading says; may be empty. */
function missingPart({ lastAttempt }: Read): string {
  return lastAttempt?.problems.find((problem) => problem.level === 'warning')?.message ?? '';
}

/** That a whole part is missing from what is shown, and which, as far as the last reading says. */
export function incompleteText(tenant: Read): string {
  const what = missingPart(tenant);
  const said = what ? `: ${what}` : '';
  return `This reading is incomplete${said}. What is not there is not checked.`;
}

/** Where a file says that the reading was incomplete: tables of plain text have a word about themselves beside them. */
const SAYS: Record<'inside' | 'beside' | 'nowhere', string> = {
  inside: 'The file says so.',
  beside: 'The table does not say so: the file written beside it does.',
  nowhere: 'This format has no room to say so: tell whoever gets the file.',
};

/** What is not in a file that is about to be written, and where the file says so once its format is known. */
export function incompleteFileText(tenant: Read, said?: keyof typeof SAYS): string {
  const part = missingPart(tenant);
  const what = part ? ` ${capital(part)}.` : '';
  return `The reading was incomplete.${what} What was not read is not in the file.${said ? ` ${SAYS[said]}` : ''}`;
}
