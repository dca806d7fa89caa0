/** Today, schedules and storage, for the fake. */
import type { Host } from '../host';

type Answer = <T>(what: string, value: () => T) => Promise<T>;

export function todayFakes(answer: Answer): Pick<Host, 'today' | 'setSchedule' | 'storage' | 'backup'> {
  const none = (what: string) => () =>
    answer(what, (): never => {
      throw new Error(`the fake has no ${what}`);
    });
  return {
    today: none('today'),
    setSchedule: none('schedule'),
    storage: none('storage'),
    backup: none('backup'),
  };
}
