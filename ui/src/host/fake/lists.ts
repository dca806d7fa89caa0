/** Lists and details, for the fake. */
import type { Host } from '../host';

type Answer = <T>(what: string, value: () => T) => Promise<T>;
type Lists = Pick<
  Host,
  | 'listHead'
  | 'listRows'
  | 'listPosition'
  | 'exportList'
  | 'matrixPosition'
  | 'person'
  | 'group'
  | 'role'
  | 'permission'
>;

export function listFakes(answer: Answer): Lists {
  const none = (what: string) => () =>
    answer(what, (): never => {
      throw new Error(`the fake has no ${what}`);
    });
  return {
    listHead: none('list'),
    listRows: none('list'),
    listPosition: none('list'),
    exportList: none('list'),
    matrixPosition: none('matrix'),
    person: none('person'),
    group: none('group'),
    role: none('role'),
    permission: none('permission'),
  };
}
