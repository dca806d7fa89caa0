import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Segmented } from '../../../components/Segmented';
import { Skeleton } from '../../../components/Skeleton';
import { Spinner } from '../../../components/Spinner';
import { type CsvMapping, type EnvironmentKind, type FileFormat, host } from '../../../host/host';
import { mappingProblem, NO_MAPPING } from '../model/mapping';
import { freeName, nameFromPath } from '../model/tenant-name';
import { EnvironmentChoice } from './EnvironmentChoice';
import { FilePreview } from './FilePreview';
import { Foot } from './Foot';
import type { FormProps } from './form';
import { Reading } from './Reading';
import { useAdd } from './use-add';

/** A file of access data: look at it, say which column is what, read it. */
export function FileForm({ workspace, back, onOpen }: FormProps) {
  const [typed, setTyped] = useState('');
  const [path, setPath] = useState('');
  const [format, setFormat] = useState<FileFormat | null>(null);
  const [mapping, setMapping] = useState<CsvMapping | null>(null);
  const [environment, setEnvironment] = useState<EnvironmentKind>('live');
  const [ownName, setOwnName] = useState('');
  const pathId = useId();
  const nameId = useId();

  const look = (next: string) => {
    setTyped(next);
    setPath(next.trim());
    setFormat(null);
    setMapping(null);
  };
  const asked = ['preview', path, format, mapping];
  const preview = useQuery({
    queryKey: asked,
    queryFn: () => host.previewFile(path, format, mapping),
    enabled: path !== '',
    placeholderData: (before, query) => (query?.queryKey[1] === path ? before : undefined),
    staleTime: 0,
    gcTime: 0,
  });
  const file = preview.data;
  const used = mapping ?? file?.suggested ?? NO_MAPPING;
  const missing = file?.format === 'csv' ? mappingProblem(used) : undefined;
  const refused = file?.problems.some((problem) => problem.level === 'error') ?? false;
  const name =
    ownName ||
    freeName(
      nameFromPath(path),
      workspace.tenants.map((tenant) => tenant.name),
    );
  const add = useAdd((wanted) =>
    host.addFile(wanted, {
      path,
      format: file?.format ?? 'csv',
      mapping: file?.format === 'csv' ? used : null,
      pack: null,
      environment,
    }),
  );
  const ready =
    file !== undefined && missing === undefined && !refused && !preview.isFetching && !preview.isError;
  const read = () => add.mutate(name, { onSuccess: (report) => onOpen(report.tenant.name) });
  const looked = path !== '' && path === typed.trim();
  const waiting =
    typed.trim() === ''
      ? 'Choose a file first'
      : looked && preview.isError
        ? 'The file cannot be read'
        : looked && refused
          ? 'The file is refused until the errors are gone'
          : looked && missing
            ? missing
            : looked && !ready
              ? 'Looking at the file'
              : undefined;
  const choose = async () => {
    const chosen = await host.pickFile();
    if (chosen !== null) look(chosen);
  };
  return (
    <form
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (path !== typed.trim()) look(typed);
        else if (ready) read();
      }}
    >
      <div className="connect-scroll col gap16">
        <div>
          <label className="label" htmlFor={pathId}>
            File
          </label>
          <div className="row">
            <div className="field field-lg grow">
              <input
                id={pathId}
                className="mono"
                value={typed}
                placeholder="a table (CSV), user and permission pairs, or Steward JSON"
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setTyped(event.currentTarget.value)}
                onBlur={() => typed.trim() !== path && look(typed)}
              />
            </div>
            <Button className="btn-lg" onClick={choose}>
              Choose a file
            </Button>
          </div>
          <p className="field-note">The file stays where it is. Only what was read from it is kept.</p>
        </div>
        {preview.isError && (
          <ErrorPanel error={preview.error} meaning="Nothing was read." onRetry={() => preview.refetch()} />
        )}
        {path !== '' && preview.isPending && <Skeleton asked={asked} rows={5} label="Looking at the file" />}
        {file && (
          <>
            <div className="row gap12 wrap">
              <Segmented<FileFormat>
                label="Format of the file"
                value={format ?? file.format}
                onChange={(next) => {
                  setFormat(next);
                  setMapping(null);
                }}
                options={[
                  { value: 'csv', label: 'Table (CSV)' },
                  { value: 'pairs', label: 'Pairs' },
                  { value: 'json', label: 'Steward JSON' },
                ]}
              />
              <div className="sm t3">{format === null ? 'Guessed from what is in it' : 'As you chose'}</div>
              {preview.isFetching && <Spinner />}
            </div>
            <FilePreview file={file} mapping={used} missing={missing} onMapping={setMapping} />
            <div className="connect-two">
              <div>
                <label className="label" htmlFor={nameId}>
                  Name in Steward
                </label>
                <div className="field field-lg">
                  <input
                    id={nameId}
                    value={ownName}
                    placeholder={name}
                    spellCheck={false}
                    autoComplete="off"
                    onChange={(event) => setOwnName(event.currentTarget.value.trim())}
                  />
                </div>
              </div>
              <EnvironmentChoice value={environment} onChange={setEnvironment} />
            </div>
          </>
        )}
        {add.isPending && <Reading tenant={name} />}
        {add.isError && <ErrorPanel error={add.error} meaning="Nothing was added." onRetry={read} />}
      </div>
      <Foot back={back} note={waiting ?? 'The file is not changed'}>
        <Button
          type="submit"
          variant="primary"
          keys="↵"
          busy={add.isPending}
          disabled={!add.isPending && waiting !== undefined}
        >
          {path === '' ? 'Look at the file' : 'Read the file'}
        </Button>
      </Foot>
    </form>
  );
}
