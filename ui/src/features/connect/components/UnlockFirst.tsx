import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { host, type SecretStore } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';

/** No keyring is open here: a passphrase protects a file of tokens instead, and this says so. */
export function UnlockFirst({ secrets }: { secrets: SecretStore }) {
  const client = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const id = useId();
  const unlock = useMutation({
    mutationFn: () => host.unlock(passphrase),
    onSuccess: (workspace) => client.setQueryData(workspaceQuery.queryKey, workspace),
  });
  return (
    <section className="card connect-unlock" aria-label="A place for the token">
      <h2 className="h">{secrets.kind === 'locked' ? 'Tokens are locked' : 'No keyring works here'}</h2>
      <p className="sm t2">
        The token can be kept in a file that only your passphrase opens. Without the passphrase it cannot be
        recovered, only entered again.
      </p>
      <label className="label" htmlFor={id}>
        Passphrase
      </label>
      <div className="row">
        <span className="field grow">
          <input
            id={id}
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        </span>
        <Button disabled={passphrase === '' || unlock.isPending} onClick={() => unlock.mutate()}>
          Open the file
        </Button>
      </div>
      {unlock.isError && <ErrorPanel error={unlock.error} />}
    </section>
  );
}
