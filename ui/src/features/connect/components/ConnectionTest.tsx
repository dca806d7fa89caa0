import type { UseMutationResult } from '@tanstack/react-query';
import { finishedRows, plannedRows, runningRows } from '../../../components/connection-steps';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { NO_TENANT, useProgress } from '../../../components/progress';
import { TestSteps } from '../../../components/TestSteps';
import { duration } from '../../../components/text';
import type { ConnectionTest as Result, TestStep } from '../../../host/host';

/** The test of a connection: seven rows that fill in. */
export function ConnectionTest({ test }: { test: UseMutationResult<Result, Error, void> }) {
  const progress = useProgress(NO_TENANT);
  const steps = test.data?.steps;
  const rows = steps ? finishedRows(steps) : test.isPending ? runningRows(progress?.stage) : plannedRows();
  return (
    <section aria-label="Connection test" aria-live="polite">
      <div className="row sp" style={{ marginBottom: 8 }}>
        <h2 className="h">Connection test</h2>
        {test.data && steps && (
          <p className="t3 sm">
            {passed(steps)} of {steps.length}, {duration(test.data.elapsedMs)}
          </p>
        )}
      </div>
      {test.isError ? (
        <ErrorPanel error={test.error} meaning="Nothing was kept." />
      ) : (
        <TestSteps
          steps={rows}
          label={steps || test.isPending ? 'Steps of the test' : 'What will be tested'}
        />
      )}
    </section>
  );
}

function passed(steps: readonly TestStep[]): number {
  return steps.filter((step) => step.state === 'passed' || step.state === 'warning').length;
}
