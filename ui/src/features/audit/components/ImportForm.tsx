import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { EnvironmentMark } from '../../../components/EnvironmentMark';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { ProblemList } from '../../../components/ProblemList';
import { percentOf, useProgress } from '../../../components/progress';
import { Skeleton } from '../../../components/Skeleton';
import { Spinner } from '../../../components/Spinner';
import { count, counted, duration } from '../../../components/text';
import { stopWork } from '../../../components/work';
import { type AuditImportDone, host, type TenantSummary } from '../../../host/host';
import { previewQuery } from '../api/queries';
import { MADE_UP, useImport } from '../api/use-import';
import { IMPORT } from '../api/use-verify';
import { Differing } from './Differing';
import { ImportPreview } from './ImportPreview';

/** A file of a tenant's own audit log: look at it, say how it is written, read it in and have it sealed. */
export function ImportForm(props: {
  tenant: TenantSummary;
  onShow(text: string): void;
  onEntry(id: string): void;
  onClose(): void;
}) {
  const { tenant, onShow, onEntry, onClose } = props;
  const [typed, setTyped] = useState('');
  const [path, setPath] = useState('');
  const [mapping, setMapping] = useState<string | null>(null);
  const pathId = useId();
  const read = useImport(tenant.name);
  const asked = previewQuery(tenant.name, path, mapping);
  // once it is read in, nobody looks into the file any more
  const preview = useQuery({ ...asked, enabled: asked.enabled && !read.data });
  const file = preview.data;
  const look = (next: string) => {
    setTyped(next);
    setPath(next.trim());
    setMapping(null);
  };
  if (read.data) return <Done done={read.data} onShow={onShow} onEntry={onEntry} onClose={onClose} />;
  const fresh = file ? file.events - file.known : 0;
  const ready = file !== undefined && file.mappings.length > 0 && fresh > 0 && path === typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (path !== typed.trim()) look(typed);
        else if (ready) read.mutate({ path, mapping });
      }}
    >
      <div role="status" className="vh">
        {file && `${counted(fresh, 'event')} ${file.whole ? 'would be read in' : 'new, so far'}`}
      </div>
      <div className="row wrap" style={{ marginBottom: 4 }}>
        <label className="label" style={{ margin: 0 }} htmlFor={pathId}>
          Audit log of {tenant.displayName}
        </label>
        <EnvironmentMark value={tenant.environment} />
      </div>
      <div className="row">
        <div className="field field-lg grow">
          <input
            id={pathId}
            className="mono"
            data-autofocus=""
            value={typed}
            placeholder="JSON Lines, JSON or a table (CSV)"
            spellCheck={false}
            autoComplete="off"
            disabled={read.isPending}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => typed.trim() !== path && look(typed)}
          />
        </div>
        <Button
          className="audit-tall"
          disabled={read.isPending}
          onClick={async () => {
            const chosen = await host.pickFile();
            if (chosen !== null) look(chosen);
          }}
        >
          Choose a file
        </Button>
      </div>
      <p className="field-note">
        Its events are kept here, sealed by an entry of the ledger, and searched without a network. Reading
        the same file twice adds nothing.
      </p>
      {tenant.kind === 'practice' && path === '' && (
        <div className="row gap12 audit-after">
          <Button disabled={read.isPending} onClick={() => read.mutate(MADE_UP)}>
            Read in the practice log
          </Button>
          <p className="sm t2">No file at hand? A made-up day of {tenant.displayName} comes with Steward.</p>
        </div>
      )}
      {preview.isError && (
        <ErrorPanel error={preview.error} meaning="Nothing was read." onRetry={() => preview.refetch()} />
      )}
      {path !== '' && preview.isPending && (
        <Skeleton asked={asked.queryKey} rows={5} label="Looking at the file" />
      )}
      {file && <ImportPreview file={file} mapping={mapping} onMapping={setMapping} />}
      {read.isPending && <Going />}
      {read.isError && <ErrorPanel error={read.error} meaning="Nothing was added." />}
      <div className="row audit-acts">
        <Button variant="quiet" onClick={onClose}>
          {read.isPending ? 'Go on in the background' : 'Cancel'}
        </Button>
        <Button
          type="submit"
          variant="primary"
          busy={read.isPending}
          disabled={path === typed.trim() && !ready}
        >
          {ready
            ? `Read in ${file.whole ? '' : 'more than '}${counted(fresh, 'event')}`
            : path === '' || path !== typed.trim()
              ? 'Look at the file'
              : 'Nothing to read in'}
        </Button>
      </div>
    </form>
  );
}

function Going() {
  const progress = useProgress(IMPORT);
  const percent = percentOf(progress);
  return (
    <div className="audit-going" role="status">
      <Spinner />
      <div className="grow">
        Reading and sealing events{progress ? `, ${count(progress.done)}` : ''}
        {progress?.total ? ` of ${count(progress.total)}` : ''}
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${percent ?? 4}%` }} />
        </span>
      </div>
      <Button size="sm" onClick={() => stopWork(IMPORT)}>
        Stop
      </Button>
    </div>
  );
}

function Done(props: {
  done: AuditImportDone;
  onShow(text: string): void;
  onEntry(id: string): void;
  onClose(): void;
}) {
  const { done, onShow, onEntry, onClose } = props;
  const { added, known, repeated, differs, differing, leftOut, removed, sealed, problems } = done;
  const { problemsTotal, tookMs } = done;
  return (
    <>
      <dl className="audit-counts">
        <Count value={added} title="new" />
        <Count value={known} title="here already" />
        {repeated > 0 && <Count value={repeated} title="twice in this file" />}
        <Count value={leftOut} title="left out" />
        <Count value={removed} title="removed by the retention" />
      </dl>
      <p className="sm t2 audit-after" role="status">
        Read and sealed in {duration(tookMs)}
        {sealed.length > 0 && ', by '}
        {sealed.slice(0, 6).map((id, at) => (
          <span key={id}>
            {at > 0 && ', '}
            <button type="button" className="link" onClick={() => onEntry(id)}>
              entry {id.split('/').at(-1)}
            </button>
          </span>
        ))}
        {sealed.length > 6 && ` and ${count(sealed.length - 6)} more`}.
      </p>
      <Differing total={differs} first={differing} />
      <ProblemList problems={problems} total={problemsTotal} />
      <div className="row audit-acts">
        <Button variant="quiet" onClick={onClose}>
          Done
        </Button>
        <Button variant="primary" data-autofocus="" onClick={() => onShow('source:tenant')}>
          Show the events
        </Button>
      </div>
    </>
  );
}

export function Count({ value, title }: { value: number; title: string }) {
  return (
    <div>
      <dd>{count(value)}</dd>
      <dt>{title}</dt>
    </div>
  );
}
