import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { useDraft } from '../../../components/drafts';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { clearProgress, NO_TENANT } from '../../../components/progress';
import { Unlock } from '../../../components/Unlock';
import { useOnce } from '../../../components/use-once';
import { stopTest } from '../../../components/work';
import { type EnvironmentKind, host, type ScimConnection } from '../../../host/host';
import { tenantChanged } from '../../../host/queries';
import { urlProblem, usableUrl } from '../model/scim-url';
import { freeName, nameFromUrl } from '../model/tenant-name';
import { Advanced, type AdvancedValues } from './Advanced';
import { ConnectionTest } from './ConnectionTest';
import { EnvironmentChoice } from './EnvironmentChoice';
import { Foot } from './Foot';
import type { FormProps } from './form';
import { MayDo } from './MayDo';
import { Reading } from './Reading';
import { TokenField } from './TokenField';
import { useAdd } from './use-add';

const NO_ADVANCED: AdvancedValues = { name: '', pack: '', proxy: '', caFile: '' };

/** A tenant behind SCIM 2.0: test the connection, then read it. */
export function ScimForm({ workspace, back, onOpen, again }: FormProps & { again: string | undefined }) {
  const before = workspace.tenants.find((tenant) => tenant.name === again);
  const [url, setUrl] = useState(before?.address ?? '');
  const [token, setToken] = useState('');
  const [environment, setEnvironment] = useState<EnvironmentKind>(before?.environment ?? 'live');
  const [advanced, setAdvanced] = useState<AdvancedValues>(NO_ADVANCED);
  const [touched, setTouched] = useState(false);
  const urlId = useId();
  const noteId = useId();
  const client = useQueryClient();

  const taken = workspace.tenants.map((tenant) => tenant.name);
  const name = before?.name ?? (advanced.name || freeName(nameFromUrl(url), taken));
  const connection: ScimConnection = {
    url: url.trim(),
    pack: advanced.pack || null,
    environment,
    proxy: advanced.proxy || null,
    caFile: advanced.caFile || null,
  };
  const test = useOnce({
    mutationFn: () => {
      clearProgress(NO_TENANT);
      return host.testScim(connection, token === '' ? null : token);
    },
  });
  const add = useAdd(async (wanted) => {
    if (!before) return host.addScim(wanted, connection, token);
    await host.setToken(before.name, token);
    return host.refresh(before.name, false);
  });
  const typed = token !== '' || url.trim() !== (before?.address ?? '');
  const kept = useDraft(typed && !add.isPending ? 'The connection you are making' : undefined);
  const problem = touched ? urlProblem(url) : undefined;
  const ready = usableUrl(url) && token !== '';
  const locked = workspace.secrets.kind === 'locked' || workspace.secrets.kind === 'unavailable';
  const missing = missingText(url, token, locked);
  const busy = test.isPending || add.isPending;
  const connect = () =>
    add.mutate(name, {
      onSuccess: (report) => {
        kept();
        tenantChanged(client, report.tenant.name);
        onOpen(report.tenant.name);
      },
    });
  const changed = () => {
    test.reset();
    add.reset();
  };
  return (
    <form
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTouched(true);
        if (!ready || locked || busy) return;
        if (test.data?.ok) connect();
        else test.mutate();
      }}
    >
      <div className="connect-scroll connect-two">
        <div className="col gap16">
          <div>
            <label className="label" htmlFor={urlId}>
              SCIM base URL
            </label>
            <div className="field field-lg" data-invalid={problem !== undefined}>
              <input
                id={urlId}
                className="mono"
                type="url"
                value={url}
                readOnly={before !== undefined}
                placeholder="https://example.com/scim/v2"
                spellCheck={false}
                autoComplete="off"
                aria-invalid={problem !== undefined}
                aria-describedby={problem ? `${urlId}-problem` : undefined}
                onChange={(event) => {
                  setUrl(event.currentTarget.value);
                  changed();
                }}
                onBlur={() => setTouched(url !== '')}
              />
            </div>
            {problem && (
              <p className="field-error" id={`${urlId}-problem`} role="alert">
                {problem}
              </p>
            )}
          </div>
          <TokenField
            value={token}
            secrets={workspace.secrets}
            again={before !== undefined}
            onChange={(next) => {
              setToken(next);
              changed();
            }}
          />
          {locked && (
            <section className="card connect-unlock" aria-label="A place for the token">
              <h2 className="h">
                {workspace.secrets.kind === 'locked' ? 'Tokens are locked' : 'No keyring works here'}
              </h2>
              <Unlock secrets={workspace.secrets} />
            </section>
          )}
          {!before && <EnvironmentChoice value={environment} onChange={setEnvironment} />}
          <MayDo />
          {!before && (
            <Advanced
              values={advanced}
              suggestedName={name}
              onChange={(next) => {
                setAdvanced(next);
                // a name or a pack says nothing about the connection
                if (next.proxy !== advanced.proxy || next.caFile !== advanced.caFile) changed();
              }}
            />
          )}
        </div>
        <div className="col gap12">
          <ConnectionTest test={test} />
          {add.isPending && <Reading tenant={name} />}
          {add.isError && <ErrorPanel error={add.error} meaning="Nothing was added." onRetry={connect} />}
        </div>
      </div>
      <Foot back={back} note={missing ?? footNote(test.isPending, add.isPending)} noteId={noteId}>
        {test.isPending && <Button onClick={stopTest}>Stop the test</Button>}
        {test.data?.ok && (
          <Button disabled={!ready || busy} onClick={() => test.mutate()}>
            Test again
          </Button>
        )}
        {/* one button all along, so that the cursor stays on it while its words change */}
        <Button
          key="go"
          type="submit"
          variant="primary"
          keys="↵"
          busy={busy}
          disabled={!busy && (!ready || locked)}
          aria-describedby={noteId}
        >
          {test.data?.ok
            ? before
              ? 'Renew the token and read'
              : 'Connect read only'
            : test.isSuccess || test.isError
              ? 'Test again'
              : 'Test the connection'}
        </Button>
      </Foot>
    </form>
  );
}

/** Why the connection cannot be tested yet. */
function missingText(url: string, token: string, locked: boolean): string | undefined {
  if (url.trim() === '') return 'Enter the address to test the connection';
  if (!usableUrl(url)) return 'Correct the address to test the connection';
  if (token === '') return 'Enter the token to test the connection';
  return locked ? 'Open a place for the token first' : undefined;
}

function footNote(testing: boolean, adding: boolean): string {
  if (adding) return 'Nothing is written to the tenant';
  return testing ? 'Nothing is written during the test' : 'The test writes nothing';
}
