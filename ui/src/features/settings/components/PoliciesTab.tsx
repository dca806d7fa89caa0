import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { Fragment } from 'react';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Segmented } from '../../../components/Segmented';
import { Skeleton } from '../../../components/Skeleton';
import { capital } from '../../../components/text';
import type { OperationInfo, PolicyView, Workspace } from '../../../host/host';
import { operationsQuery, policiesQuery } from '../../../host/queries';
import { cedarParts, effectOf, withoutAnnotations } from '../model/cedar';
import { operationGroups } from '../model/operations';
import type { PolicyShown } from '../model/settings-search';

/** Everything Steward can do, whether this operator may, and the Cedar policies that decide it. */
export function PoliciesTab(props: {
  workspace: Workspace;
  show: PolicyShown;
  onShow(next: PolicyShown): void;
}) {
  const { workspace, show, onShow } = props;
  const operations = useQuery(operationsQuery);
  const policies = useQuery(policiesQuery);
  const counted = (data: unknown[] | undefined) => (data ? { count: data.length } : {});
  const { operator } = workspace;
  return (
    <>
      <div className="settings-bar">
        <Segmented<PolicyShown>
          label="Show"
          value={show}
          onChange={onShow}
          options={[
            { value: 'operations', label: 'Operations', ...counted(operations.data) },
            { value: 'policies', label: 'Policies', ...counted(policies.data) },
          ]}
        />
        <div className="t2 grow trunc">
          You are <b>{operator.name}</b>, {operator.roles.join(', ')}.
        </div>
        <div className="sm t3">
          Policy set <span className="mono select">{workspace.policyVersion}</span>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="settings-frame focus-in" tabIndex={0} aria-label={capital(show)}>
        {show === 'operations' ? (
          operations.isError ? (
            <Failed error={operations.error} onRetry={() => operations.refetch()} />
          ) : operations.data ? (
            <OperationTable operations={operations.data} />
          ) : (
            <Skeleton asked={operationsQuery.queryKey} label="Reading the operations" />
          )
        ) : policies.isError ? (
          <Failed error={policies.error} onRetry={() => policies.refetch()} />
        ) : policies.data ? (
          <ul className="policies">
            {policies.data.map((policy) => (
              <Policy key={policy.id} policy={policy} />
            ))}
          </ul>
        ) : (
          <Skeleton asked={policiesQuery.queryKey} label="Reading the policies" />
        )}
      </section>
    </>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  return (
    <div className="settings-scroll">
      <ErrorPanel error={error} onRetry={onRetry} />
    </div>
  );
}

function OperationTable({ operations }: { operations: readonly OperationInfo[] }) {
  return (
    <table className="grid-table operation-table">
      <thead>
        <tr>
          <th scope="col">Operation</th>
          <th scope="col">Consequence</th>
          <th scope="col">You</th>
          <th scope="col">Operators who may</th>
        </tr>
      </thead>
      <tbody>
        {operationGroups(operations).map((group) => (
          <Fragment key={group.id}>
            <tr className="group-line">
              <th scope="rowgroup" colSpan={4}>
                {group.title} <span className="t3">{group.operations.length}</span>
              </th>
            </tr>
            {group.operations.map((operation) => (
              <tr key={operation.name}>
                <td title={operation.name}>{capital(operation.title)}</td>
                <td>
                  <ClassWord value={operation.consequence} />
                </td>
                <td>
                  {operation.allowed ? (
                    <span className="row gap4 ok sm">
                      <Check size={14} aria-hidden="true" /> may
                    </span>
                  ) : (
                    <span className="row gap4 t3 sm">
                      <Minus size={14} aria-hidden="true" /> may not
                    </span>
                  )}
                </td>
                <td className="t2 sm who-may">
                  {operation.roles.length === 0 ? 'Nobody' : operation.roles.join(', ')}
                  {operation.approvals > 0 && `, with ${operation.approvals} more to agree`}
                </td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Policy({ policy }: { policy: PolicyView }) {
  const effect = effectOf(policy.text);
  const text = withoutAnnotations(policy.text);
  return (
    <li className="policy">
      <header className="row">
        <h2 className="h grow">{capital(policy.annotation) || policy.id}</h2>
        <div className="mono t3">{policy.id}</div>
        <div className="tag">{effect === 'permit' ? 'Permits' : 'Forbids'}</div>
      </header>
      <pre className="mono policy-text select">
        {cedarParts(text).map((part) => (
          <span key={part.at} className={`cedar-${part.kind}`}>
            {part.text}
          </span>
        ))}
      </pre>
    </li>
  );
}
