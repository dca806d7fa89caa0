/** The rows of a connection test: always the same ones, which fill in. */
import type { TestStep } from '../host/host';
import type { StepRow } from './TestSteps';

const PLAN: readonly (readonly [id: string, title: string])[] = [
  ['server', 'Server answers'],
  ['certificate', 'Certificate is trusted'],
  ['token', 'Token is accepted'],
  ['people', 'People and groups can be read'],
  ['roles', 'Roles and permissions can be read'],
  ['paging', 'Paging works'],
  ['sample', 'Reading a sample'],
];

const planned = ([id, title]: (typeof PLAN)[number]): StepRow => ({
  id,
  title,
  state: 'skipped',
  value: '',
  detail: '',
  remedy: '',
});

/** Before the test: what will be tried. */
export function plannedRows(): StepRow[] {
  return PLAN.map(planned);
}

/** While it runs: `last` is the step that was answered last. */
export function runningRows(last: string | undefined): StepRow[] {
  const at = PLAN.findIndex(([id]) => id === last);
  return PLAN.map((step, index) => ({
    ...planned(step),
    now: index <= at ? 'answered' : index === at + 1 ? 'running' : undefined,
  }));
}

/** Afterwards. Why the rest was not tried is said once, by the step that failed. */
export function finishedRows(steps: readonly TestStep[]): StepRow[] {
  const quiet = steps.map((step) =>
    step.state === 'skipped' ? { ...step, value: '', detail: '', remedy: '' } : step,
  );
  const others = quiet.filter((step) => !PLAN.some(([id]) => id === step.id));
  return [...PLAN.map((step) => quiet.find((one) => one.id === step[0]) ?? planned(step)), ...others];
}
