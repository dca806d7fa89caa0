import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { useDraft } from '../../../components/drafts';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { forgetPerson } from '../../../components/forget-person';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type Forgotten, host, type KeptAbout, type TenantSummary } from '../../../host/host';
import { isMeant } from '../model/forgetting';

/** Their name has to be typed: what is erased cannot be brought back. */
export function ForgetForm(props: {
  tenant: TenantSummary;
  kept: KeptAbout;
  onDone(forgotten: Forgotten): void;
}) {
  const { tenant, kept, onDone } = props;
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const id = useId();
  const named = isMeant(typed, kept);
  const forget = useOnce({
    mutationFn: () => host.personForget(tenant.name, kept.person),
    gcTime: 0,
    onSuccess: (forgotten) => {
      forgetPerson(tenant.name, kept);
      // nothing that names them is shown again from memory
      client.removeQueries({ type: 'inactive' });
      void client.invalidateQueries();
      toast(`A person of ${tenant.displayName} was forgotten`);
      onDone(forgotten);
    },
  });
  useDraft(forget.isPending ? 'What forgetting somebody comes to' : undefined);
  return (
    <form
      className="forget-typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (named) forget.mutate();
      }}
    >
      <label className="label" htmlFor={id}>
        This cannot be undone. Type <b className="mono">{kept.name}</b> to go on
      </label>
      <span className="field field-lg remove-name">
        <input
          id={id}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </span>
      <p className="sm t2 setting-line" role="status">
        {forget.isPending &&
          'Erasing. With many snapshots this takes a while; leave Steward open until it is done.'}
      </p>
      {forget.isError && (
        <ErrorPanel
          error={forget.error}
          level={3}
          meaning="Look again at what is kept: either all of it is still there, or nothing."
        />
      )}
      <div className="setting-actions">
        <Button type="submit" variant="danger" busy={forget.isPending} disabled={!named}>
          Forget {kept.name}
        </Button>
      </div>
    </form>
  );
}
