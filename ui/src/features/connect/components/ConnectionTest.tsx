import type { UseMutationResult } from '@tanstack/react-query';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { progressText, useProgress } from '../../../components/progress';
import { TestSteps } from '../../../components/TestSteps';
import { duration } from '../../../components/text';
import type { ConnectionTest as Result, TestStep } from '../../../host/host';

const PLAN = [
  'Server answers',
  'Certificate is trusted',
  'Token is accepted',
  'People and groups can be read',
  'Roles and entitlements can be read',
];

/** The test of a connection: before, while and after. */
export function ConnectionTest({ test }: { test: UseMutationResult<Result, Error, void> }) {
  const progress = useProgress('test');
  const steps = test.data?.steps;
  return (
    <section aria-label="Connection test" aria-live="polite">
      <div className="row sp" style={{ marginBottom: 8 }}>
        <h2 className="h">Connection test</h2>
        {test.data && steps && (
          <span className="t3 sm">
            {passed(steps)} of {steps.length}, {duration(test.data.elapsedMs)}
          </span>
        )}
      </div>
      {test.isError ? (
        <ErrorPanel error={test.error} meaning="Nothing was kept." />
      ) : steps ? (
        <TestSteps steps={steps} label="Steps of the test" />
      ) : test.isPending ? (
        <TestSteps
          steps={[]}
          label="Steps of the test"
          running={progress ? progressText(progress) : 'Asking the server'}
        />
      ) : (
        <TestSteps
          label="What will be tested"
          steps={PLAN.map((title) => ({
            id: title,
            title,
            state: 'skipped',
            value: ' ',
            detail: '',
            remedy: '',
          }))}
        />
      )}
    </section>
  );
}

function passed(steps: readonly TestStep[]): number {
  return steps.filter((step) => step.state === 'passed' || step.state === 'warning').length;
}
