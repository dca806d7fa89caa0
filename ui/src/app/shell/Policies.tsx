import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { useState } from 'react';
import { ClassWord } from '../../components/ClassWord';
import { ErrorPanel } from '../../components/ErrorPanel';
import { Segmented } from '../../components/Segmented';
import { Skeleton } from '../../components/Skeleton';
import { host, type OperationInfo, type Workspace } from '../../host/host';

type View = 'operations' | 'policies';

/** Everything Steward can do, whether this operator may, and the Cedar policies that decide it. */
export function Policies(props: { opened: boolean; onClose(): void; workspace: Workspace }) {
  const { opened, onClose, workspace } = props;
  const [view, setView] = useState<View>('operations');
  return (
    <Modal opened={opened} onClose={onClose} title="What you may do" size={720}>
      <div className="row" style={{ marginBottom: 12 }}>
        <Segmented<View>
          label="Show"
          value={view}
          onChange={setView}
          options={[
            { value: 'operations', label: 'Operations' },
            { value: 'policies', label: 'Policies' },
          ]}
        />
        <span className="end sm t3">
          Policy set <span className="mono">{workspace.policyVersion}</span>
        </span>
      </div>
      {opened && (view === 'operations' ? <Operations /> : <PolicySet />)}
    </Modal>
  );
}

function Operations() {
  const operations = useQuery({ queryKey: ['operations'], queryFn: () => host.operations() });
  if (operations.isError) return <ErrorPanel error={operations.error} onRetry={() => operations.refetch()} />;
  if (!operations.data) return <Skeleton label="Reading the operations" />;
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th>Operation</th>
          <th>Class</th>
          <th>You</th>
          <th>Operators who may</th>
        </tr>
      </thead>
      <tbody>
        {operations.data.map((operation) => (
          <OperationRow key={operation.name} operation={operation} />
        ))}
      </tbody>
    </table>
  );
}

function OperationRow({ operation }: { operation: OperationInfo }) {
  return (
    <tr>
      <td>{operation.title}</td>
      <td>
        <ClassWord value={operation.consequence} />
      </td>
      <td>
        {operation.allowed ? (
          <span className="row gap4 ok">
            <Check size={14} aria-hidden="true" /> may
          </span>
        ) : (
          <span className="row gap4 t3">
            <Minus size={14} aria-hidden="true" /> may not
          </span>
        )}
      </td>
      <td className="t2 sm" style={{ whiteSpace: 'normal' }}>
        {operation.roles.join(', ')}
      </td>
    </tr>
  );
}

function PolicySet() {
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => host.policies() });
  if (policies.isError) return <ErrorPanel error={policies.error} onRetry={() => policies.refetch()} />;
  if (!policies.data) return <Skeleton label="Reading the policies" />;
  return policies.data.map((policy) => (
    <section key={policy.id} style={{ marginBottom: 12 }}>
      <h3 className="h" style={{ marginBottom: 4 }}>
        {policy.annotation || policy.id}
      </h3>
      <pre className="mono policy-text select">{policy.text}</pre>
    </section>
  ));
}
