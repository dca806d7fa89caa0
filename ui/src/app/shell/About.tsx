import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorPanel } from '../../components/ErrorPanel';
import { Mark } from '../../components/glyphs/Mark';
import { Skeleton } from '../../components/Skeleton';
import { TestSteps } from '../../components/TestSteps';
import { host, type Workspace } from '../../host/host';

/** Which Steward this is, where it keeps things, and what works on this computer. */
export function About(props: { opened: boolean; onClose(): void; workspace: Workspace }) {
  const { opened, onClose, workspace } = props;
  return (
    <Modal opened={opened} onClose={onClose} title="About this computer" size={560}>
      <div className="row gap12" style={{ marginBottom: 12 }}>
        <Mark size={32} />
        <div>
          <div className="sb">Steward {workspace.version}</div>
          <div className="sm t2">Everything is kept on this computer.</div>
        </div>
      </div>
      <dl className="facts" style={{ marginBottom: 16 }}>
        <dt>Workspace</dt>
        <dd className="mono select">{workspace.path}</dd>
        <dt>Operator</dt>
        <dd>
          {workspace.operator.name} <span className="mono t3">{workspace.operator.id}</span>
        </dd>
        <dt>Tokens</dt>
        <dd>{workspace.secrets.detail}</dd>
        <dt>Licence</dt>
        <dd>Apache-2.0; fonts Inter and JetBrains Mono under OFL 1.1, icons Lucide under ISC</dd>
      </dl>
      {opened && <Doctor />}
    </Modal>
  );
}

function Doctor() {
  const doctor = useQuery({ queryKey: ['doctor'], queryFn: () => host.doctor(), staleTime: 0 });
  if (doctor.isError) return <ErrorPanel error={doctor.error} onRetry={() => doctor.refetch()} />;
  if (!doctor.data) return <Skeleton rows={4} label="Looking at this computer" />;
  return (
    <TestSteps
      steps={doctor.data.map((check) => ({ ...check, value: '' }))}
      label="What works on this computer"
      showPassed
    />
  );
}
