import { Check } from 'lucide-react';
import type { SecretStore } from '../../../host/host';
import type { ConnectKind } from '../model/connect-search';

/** Where one is on the way in. A step is ticked only when it is really so. */
export function Steps(props: { secrets: SecretStore; kind: ConnectKind; reading: boolean }) {
  const { secrets, kind, reading } = props;
  const keeps = reading || secrets.kind === 'keyring' || secrets.kind === 'passphrase-file';
  const steps = [
    ...(kind === 'scim'
      ? [{ label: keeps ? 'A safe place for the token' : 'Open a place for the token', done: keeps }]
      : []),
    { label: 'Connect a tenant', done: reading },
    { label: 'Read the first snapshot', done: false },
  ];
  const now = steps.findIndex((step) => !step.done);
  return (
    <ol className="connect-steps" aria-label="Steps">
      {steps.map((step, index) => (
        <li key={step.label} aria-current={index === now ? 'step' : undefined} data-done={step.done}>
          <span className="connect-dot" aria-hidden="true">
            {step.done ? <Check size={12} strokeWidth={3} /> : index + 1}
          </span>
          {step.label}
          {step.done && <span className="vh">, done</span>}
        </li>
      ))}
    </ol>
  );
}
