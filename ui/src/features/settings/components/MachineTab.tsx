import { useQuery } from '@tanstack/react-query';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { MessageText } from '../../../components/MessageText';
import { Skeleton } from '../../../components/Skeleton';
import { TestSteps } from '../../../components/TestSteps';
import { counted } from '../../../components/text';
import { Unlock } from '../../../components/Unlock';
import type { SecretStore } from '../../../host/host';
import { doctorQuery } from '../../../host/queries';
import { Section } from './Section';

/** What works on this computer, and what to do where it does not. */
export function MachineTab({ secrets }: { secrets: SecretStore }) {
  const doctor = useQuery(doctorQuery);
  const less = doctor.data?.filter((check) => check.state !== 'passed').length ?? 0;
  return (
    <div className="settings-one">
      <Section
        title="What works here"
        about="Steward looks at this computer only; nothing is sent anywhere."
        end={doctor.data && (less === 0 ? 'All works' : `${counted(less, 'thing')} to look at`)}
      >
        {doctor.isError ? (
          <ErrorPanel error={doctor.error} level={3} onRetry={() => doctor.refetch()} />
        ) : doctor.data ? (
          <TestSteps
            steps={doctor.data.map((check) => ({ ...check, value: '' }))}
            label="What works on this computer"
            showPassed
          />
        ) : (
          <Skeleton asked={doctorQuery.queryKey} rows={4} label="Looking at this computer" />
        )}
        <div className="setting-actions">
          <Button busy={doctor.isFetching} onClick={() => doctor.refetch()}>
            Look again
          </Button>
        </div>
      </Section>
      <Section title="Where tokens are kept">
        {secrets.kind === 'locked' || secrets.kind === 'unavailable' ? (
          <div className="unlock-here">
            <Unlock secrets={secrets} />
          </div>
        ) : (
          <p className="t2">
            <MessageText text={sentence(secrets.detail)} />
          </p>
        )}
      </Section>
    </div>
  );
}
