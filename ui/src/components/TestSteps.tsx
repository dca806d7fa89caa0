import { CircleCheck, CircleDashed, CircleDot, CircleX, TriangleAlert } from 'lucide-react';
import type { TestState, TestStep } from '../host/host';
import { sentence } from './error-table';
import { MessageText } from './MessageText';
import { Spinner } from './Spinner';
import './test-steps.css';

type Look = { icon: typeof CircleCheck; look: string; word: string };
const LOOKS: Record<TestState | 'answered', Look> = {
  passed: { icon: CircleCheck, look: 'ok', word: 'passed' },
  warning: { icon: TriangleAlert, look: 'f-medium', word: 'works with less' },
  failed: { icon: CircleX, look: 'f-critical', word: 'failed' },
  skipped: { icon: CircleDashed, look: 't3', word: 'not tried' },
  answered: { icon: CircleDot, look: 't2', word: 'answered' },
};

/** A step, and while the test runs whether it is the one that is tried now or has its answer already. */
export type StepRow = TestStep & { now?: 'running' | 'answered' | undefined };

/** Steps of a test, each with how it went and what to do about it. */
export function TestSteps(props: {
  steps: readonly StepRow[];
  label: string;
  /** Says what was seen for passed steps as well. */
  showPassed?: boolean;
}) {
  const { steps, label, showPassed = false } = props;
  return (
    <ul className="test-steps" aria-label={label}>
      {steps.map((step) => {
        const { icon: Icon, look, word } = LOOKS[step.now === 'answered' ? 'answered' : step.state];
        const running = step.now === 'running';
        const tells = showPassed || step.state !== 'passed';
        return (
          <li key={step.id}>
            {running ? (
              <span className="test-running">
                <Spinner size={16} />
              </span>
            ) : (
              <Icon className={look} size={16} strokeWidth={1.75} aria-hidden="true" />
            )}
            <span className={step.state === 'skipped' && !step.now ? 't3' : 'md'}>
              <MessageText text={step.title} />
              <span className="vh">, {running ? 'being tried' : word}</span>
            </span>
            <span className="t3 sm">{step.value}</span>
            {tells && (step.detail || step.remedy) && (
              <p className="t2 sm select">
                <MessageText text={[step.detail, step.remedy].map(sentence).filter(Boolean).join(' ')} />
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
