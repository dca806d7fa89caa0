import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { host, type SecretStore } from '../host/host';
import { workspaceQuery } from '../host/queries';
import { Button } from './Button';
import { ErrorPanel } from './ErrorPanel';
import { sentence } from './error-table';
import { MessageText } from './MessageText';
import { makesFile, passphraseProblem, SHORTEST } from './passphrase';
import { toast } from './toast';
import { useOnce } from './use-once';
import './unlock.css';

/**
 * Opens the file that keeps tokens under a passphrase, or makes it where there is none. It is no form, because it
 * stands inside of one: Enter opens the file and nothing else.
 */
export function Unlock({ secrets, onDone }: { secrets: SecretStore; onDone?: () => void }) {
  const client = useQueryClient();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const making = makesFile(secrets);
  const problem = passphraseProblem(making, first, second);
  const unlock = useOnce({
    mutationFn: () => host.unlock(first),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQuery.queryKey, workspace);
      toast(making ? 'The token file is made and open' : 'Tokens are unlocked until Steward is closed');
      onDone?.();
    },
  });
  const open = () => {
    setTried(true);
    if (problem === undefined) unlock.mutate();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  };
  const field = (which: string, label: string, value: string, set: (next: string) => void) => (
    <div>
      <label className="label" htmlFor={`${id}-${which}`}>
        {label}
      </label>
      <span className="field field-lg">
        <input
          id={`${id}-${which}`}
          type="password"
          autoComplete={making ? 'new-password' : 'off'}
          data-autofocus={which === 'first' ? '' : undefined}
          value={value}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            set(event.currentTarget.value);
            unlock.reset();
          }}
          onKeyDown={onKeyDown}
        />
      </span>
    </div>
  );
  return (
    <div className="unlock" role="group" aria-label={making ? 'Make the token file' : 'Open the token file'}>
      <p className="sm t2">
        <MessageText text={sentence(secrets.detail.split('; ')[0] ?? secrets.detail)} />{' '}
        {making
          ? 'Tokens can be kept in a file that only your passphrase opens. Without the passphrase they cannot be recovered, only entered again.'
          : 'Give the passphrase with which the file was made.'}
      </p>
      {field('first', making ? 'New passphrase' : 'Passphrase', first, setFirst)}
      {making && field('second', 'The same again', second, setSecond)}
      <p className={tried && problem ? 'field-error' : 'field-note'} id={`${id}-note`} role="status">
        {tried && problem
          ? problem
          : making
            ? `At least ${SHORTEST} characters; a few words are good.`
            : 'It stays open until Steward is closed.'}
      </p>
      {unlock.isError && <ErrorPanel error={unlock.error} level={3} />}
      <Button busy={unlock.isPending} onClick={open}>
        {making ? 'Make the file' : 'Open the file'}
      </Button>
    </div>
  );
}
