import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from '../../../components/toast';
import { findingsQuery } from '../../../host/queries';

/** Opens the first finding; there J and K go on to the next. */
export function useWorkThrough(tenant: string): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    client.ensureQueryData(findingsQuery(tenant)).then(
      ({ open }) => {
        const [first] = open;
        if (!first) {
          toast('No finding is open: there is nothing to work through');
          return;
        }
        void navigate({ to: '/t/$tenant/findings', params: { tenant }, search: { finding: first.key } });
      },
      (error: Error) => toast(`The findings could not be read: ${error.message}`, { tone: 'problem' }),
    );
  };
}
