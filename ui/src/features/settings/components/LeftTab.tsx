import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { type Forgotten, host, type TenantSummary, toHostError } from '../../../host/host';
import { failureTitle } from '../model/forgetting';
import { ForgetForm } from './ForgetForm';
import { ForgottenReport } from './ForgottenReport';
import { KeptAboutPerson } from './KeptAboutPerson';
import { Section } from './Section';

/** Forgetting somebody who left the tenant: what is kept about them, their name typed, and what came of it. */
export function LeftTab({ tenant }: { tenant: TenantSummary }) {
  return (
    <Section
      title="Forget somebody who left"
      end={<ClassWord value="destructive" />}
      about={`Steward keeps what was done and erases who they were. Whoever is still in ${tenant.displayName} cannot be forgotten: the next refresh would bring them back.`}
    >
      <Permitted operation="person.kept" what="Looking at what is kept about a person">
        <Forgetting tenant={tenant} />
      </Permitted>
    </Section>
  );
}

function Forgetting({ tenant }: { tenant: TenantSummary }) {
  const [who, setWho] = useState('');
  const [done, setDone] = useState<Forgotten>();
  const look = useMutation({
    mutationFn: (wanted: string) => host.personKept(tenant.name, wanted),
    gcTime: 0,
  });
  const wanted = who.trim();
  const anew = () => {
    setWho('');
    look.reset();
  };
  if (done) {
    return (
      <ForgottenReport tenant={tenant.displayName} forgotten={done} onAnother={() => setDone(undefined)} />
    );
  }
  return (
    <>
      <WhoLeft
        value={who}
        busy={look.isPending}
        onChange={(next) => {
          setWho(next);
          // what is shown is about whoever was looked for
          if (!look.isIdle) look.reset();
        }}
        onLook={() => look.mutate(wanted)}
      />
      {look.isError && (
        <ErrorPanel
          error={look.error}
          level={3}
          title={failureTitle(toHostError(look.error).wire.code)}
          meaning="Nothing was erased."
        />
      )}
      {look.data && (
        <KeptAboutPerson kept={look.data}>
          <Permitted operation="person.forget" what="Forgetting a person">
            <ForgetForm
              tenant={tenant}
              kept={look.data}
              onDone={(forgotten) => {
                anew();
                setDone(forgotten);
              }}
            />
          </Permitted>
        </KeptAboutPerson>
      )}
    </>
  );
}

function WhoLeft(props: { value: string; busy: boolean; onChange(next: string): void; onLook(): void }) {
  const { value, busy, onChange, onLook } = props;
  const [id, note] = [useId(), useId()];
  const empty = value.trim() === '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty && !busy) onLook();
      }}
    >
      <label className="label" htmlFor={id}>
        Who left
      </label>
      <span className="field field-lg remove-name">
        <input
          id={id}
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={note}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </span>
      <p id={note} className="field-note">
        Name, login name, e-mail address or id, as the tenant had it.
      </p>
      <div className="setting-actions">
        <Button type="submit" busy={busy} disabled={empty}>
          See what is kept
        </Button>
      </div>
    </form>
  );
}
