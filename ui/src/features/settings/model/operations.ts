/** Operations of Steward in groups, as a person would look for them. */
import { capital } from '../../../components/text';
import type { OperationInfo } from '../../../host/host';

export type OperationGroup = { id: string; title: string; operations: OperationInfo[] };

const TITLES: Record<string, string> = {
  workspace: 'Workspace',
  secrets: 'Tokens',
  record: 'Record',
  operator: 'Operators',
  person: 'People who left',
  policy: 'Policies',
  tenant: 'Tenants',
  snapshot: 'Snapshots',
  access: 'Access',
  finding: 'Findings',
};

/** By what they act on, in the order in which Rust has them. */
export function operationGroups(operations: readonly OperationInfo[]): OperationGroup[] {
  const groups = new Map<string, OperationGroup>();
  for (const operation of operations) {
    const id = operation.name.split('.')[0] ?? '';
    const group = groups.get(id) ?? { id, title: TITLES[id] ?? capital(id), operations: [] };
    group.operations.push(operation);
    groups.set(id, group);
  }
  return [...groups.values()];
}
