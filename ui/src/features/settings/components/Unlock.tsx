import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { toast } from '../../../components/toast';
import { host } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';

/** Opens, or makes, the file that keeps tokens under a passphrase. */
export function Unlock() {
  const client = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation({
    mutationFn: () => host.unlock(passphrase),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQuery.queryKey, workspace);
      toast('Tokens are unlocked until Steward is closed');
    },
  });
  return (
    <form
      className="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate();
      }}
    >
      <label>
        <span className="label">Passphrase</span>
        <span className="field">
          <input
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        </span>
      </label>
      {unlock.isError && <ErrorPanel error={unlock.error} level={3} />}
      <Button type="submit" disabled={passphrase === '' || unlock.isPending}>
        Unlock tokens
      </Button>
    </form>
  );
}
