import { Eye, EyeOff, KeyRound, LockKeyhole } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { sentence } from '../../../components/error-table';
import { IconButton } from '../../../components/IconButton';
import { MessageText } from '../../../components/MessageText';
import type { SecretStore } from '../../../host/host';

/** The token: hidden but for its last four characters, and never shown again once it is kept. */
export function TokenField(props: {
  value: string;
  onChange(next: string): void;
  secrets: SecretStore;
  again: boolean;
}) {
  const { value, onChange, secrets, again } = props;
  const [shown, setShown] = useState(false);
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  // who comes to renew the token can paste it at once
  useEffect(() => {
    if (again) first.current?.focus();
  }, [again]);
  const Icon = secrets.kind === 'keyring' ? KeyRound : LockKeyhole;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {again ? 'New bearer token' : 'Bearer token'}
      </label>
      <div className="field field-lg">
        <input
          id={id}
          className="mono token-input"
          type={shown ? 'text' : 'password'}
          value={value}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          ref={first}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
        {!shown && value.length > 8 && (
          <span className="mono t3" aria-hidden="true">
            {value.slice(-4)}
          </span>
        )}
        <IconButton
          label={shown ? 'Hide token' : 'Show token'}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={15} aria-hidden="true" /> : <Eye size={15} aria-hidden="true" />}
        </IconButton>
      </div>
      <p className="row top-al gap6 sm t2" id={`${id}-note`} style={{ marginTop: 6 }}>
        <Icon size={14} aria-hidden="true" />
        <span>
          {secrets.kind === 'keyring' ? (
            'Stored in the operating system keyring, never in a file.'
          ) : secrets.kind === 'passphrase-file' ? (
            <MessageText text={sentence(secrets.detail.split('; ')[0] ?? secrets.detail)} />
          ) : (
            'There is no open place for it yet: see below.'
          )}
        </span>
      </p>
    </div>
  );
}
