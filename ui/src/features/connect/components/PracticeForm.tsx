import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { host } from '../../../host/host';
import { freeName } from '../model/tenant-name';
import { Foot } from './Foot';
import type { FormProps } from './form';
import { Reading } from './Reading';
import { useAdd } from './use-add';

const HOLDS = [
  [
    'Northwind Logistics',
    '412 people in 38 groups, with 14 roles and 46 permissions of the made-up product Meridian',
  ],
  [
    'Planted mistakes',
    'at least one for every check: see how each looks before you meet it in your own tenant',
  ],
  ['A state before', 'a second snapshot from earlier, so that drift and growth have something to show'],
];

/** One click: a tenant that reaches nobody. */
export function PracticeForm({ workspace, back, onOpen }: FormProps) {
  const there = workspace.tenants.find((tenant) => tenant.kind === 'practice');
  const name =
    there?.name ??
    freeName(
      'practice',
      workspace.tenants.map((tenant) => tenant.name),
    );
  const add = useAdd((wanted) => host.addPractice(wanted), { stops: false });
  const open = () => add.mutate(name, { onSuccess: (report) => onOpen(report.tenant.name) });
  return (
    <form
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (there) onOpen(there.name);
        else open();
      }}
    >
      <div className="connect-scroll">
        <h2 className="h">What is in it</h2>
        <dl className="practice-list">
          {HOLDS.map(([term, text]) => (
            <div key={term}>
              <dt className="md">{term}</dt>
              <dd className="t2">{text}</dd>
            </div>
          ))}
        </dl>
        {add.isPending && <Reading tenant={name} cancel={false} />}
        {add.isError && <ErrorPanel error={add.error} onRetry={open} />}
      </div>
      <Foot back={back} note="Marked PRACTICE on every side of the window">
        <Button type="submit" variant="primary" keys="↵" busy={add.isPending}>
          {there ? 'Open the practice tenant' : 'Start practising'}
        </Button>
      </Foot>
    </form>
  );
}
