import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react';
import type { TestState, TestStep } from '../host/host';
import { sentence } from './error-table';
import { MessageText } from './MessageText';
import { Spinner } from './Spinner';
import './test-steps.css';

const LOOKS: Record<TestState, { icon: typeof CircleCheck; look: string; word: string }> = {
  passed: { icon: CircleCheck, look: 'ok', word: 'passed' },
  warning: { icon: TriangleAlert, look: 'f-medium', word: 'works with less' },
  failed: { icon: CircleX, look: 'f-critical', word: 'failed' },
  skipped: { icon: CircleDashed, look: 't3', word: 'not tried' },
};

/** Steps of a test, each with how it went and what to do about it. */
export function TestSteps(props: {
  steps: readonly TestStep[];
  label: string;
  /** A step that is being tried now, after the others. */
  running?: string;
  /** Says what was seen for passed steps as well. */
  showPassed?: boolean;
}) {
  const { steps, label, running, showPassed = false } = props;
  return (
    <ul className="test-steps" aria-label={label}>
      {steps.map((step) => {
        const { icon: Icon, look, word } = LOOKS[step.state];
        const tells = showPassed || step.state !== 'passed';
        return (
          <li key={step.id}>
            <Icon className={look} size={16} strokeWidth={1.75} aria-hidden="true" />
            <span className={step.state === 'skipped' ? 't3' : 'md'}>
              {step.title}
              <span className="vh">, {word}</span>
            </span>
            <span className="t3 sm">{step.value || (step.state === 'skipped' ? 'not tried' : '')}</span>
            {tells && (step.detail || step.remedy) && (
              <p className="t2 sm select">
                <MessageText text={[step.detail, step.remedy].map(sentence).filter(Boolean).join(' ')} />
              </p>
            )}
          </li>
        );
      })}
      {running && (
        <li>
          <span className="test-running">
            <Spinner size={16} />
          </span>
          <span className="md">{running}</span>
        </li>
      )}
    </ul>
  );
}
