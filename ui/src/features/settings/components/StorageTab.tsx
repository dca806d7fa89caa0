import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, HardDriveDownload } from 'lucide-react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { Permitted } from '../../../components/Permitted';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted, dayAndTime, sizeText } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { host, type Storage } from '../../../host/host';
import { storageQuery } from '../../../host/queries';
import { backupName } from '../model/snapshots';
import { RetentionSection } from './RetentionSection';
import { Section } from './Section';

/** What lies on the disk, whether it is whole, and copies of it. */
export function StorageTab() {
  const storage = useQuery(storageQuery);
  if (storage.isError) {
    return <ErrorPanel error={storage.error} onRetry={() => storage.refetch()} />;
  }
  if (!storage.data) return <Skeleton asked={storageQuery.queryKey} label="Checking the workspace" />;
  return (
    <div className="settings-two">
      <div>
        <Section title="Workspace">
          <Kept storage={storage.data} />
        </Section>
        <Integrity damage={storage.data.damage} />
        <RetentionSection />
      </div>
      <div>
        <Backups storage={storage.data} />
      </div>
    </div>
  );
}

function Kept({ storage }: { storage: Storage }) {
  return (
    <dl className="facts">
      <dt>Folder</dt>
      <dd className="mono select">{storage.path}</dd>
      <dt>Size</dt>
      <dd>{sizeText(storage.kib)}, with its log</dd>
      <dt>Snapshots</dt>
      <dd>{count(storage.snapshots)} over all tenants</dd>
      <dt>Record</dt>
      <dd>{counted(storage.entries, 'entry', 'entries')}</dd>
      <dt>Schema</dt>
      <dd>{storage.schema}</dd>
    </dl>
  );
}

function Integrity({ damage }: { damage: readonly string[] }) {
  if (damage.length === 0) {
    return (
      <Section title="Integrity">
        <p className="row gap6">
          <CircleCheck className="ok" size={16} strokeWidth={1.75} aria-hidden="true" />
          The workspace is whole.
        </p>
      </Section>
    );
  }
  return (
    <Section title="Integrity">
      <section className="error-panel soft f-critical" role="alert">
        <h3>
          <SeverityGlyph value="critical" size={14} hidden />
          The workspace is damaged
        </h3>
        <dl>
          <dt>What</dt>
          <dd className="select">
            {damage.slice(0, 8).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </dd>
          <dt>Meaning</dt>
          <dd>What is shown may be incomplete. The tenants themselves are not touched.</dd>
          <dt>Do</dt>
          <dd>Close Steward, put the newest good backup in its place, and open it again.</dd>
        </dl>
      </section>
    </Section>
  );
}

function Backups({ storage }: { storage: Storage }) {
  const client = useQueryClient();
  const make = useOnce({
    mutationFn: async (pick: boolean) => {
      if (!pick) return host.backup(null);
      const out = await host.pickSave(backupName(new Date()));
      return out === null ? null : host.backup(out);
    },
    onSuccess: (made) => {
      if (!made) return;
      client.invalidateQueries({ queryKey: storageQuery.queryKey });
      toast(`Backed up to ${made.path}, ${sizeText(made.kib)}`);
    },
  });
  return (
    <Section
      title="Backups"
      about="A copy of everything but the tokens, which stay in their store. Keep one on another disk."
      end={storage.backups.length > 0 && counted(storage.backups.length, 'backup')}
    >
      <Permitted operation="workspace.backup" what="Making a backup">
        <div className="setting-actions first">
          <Button
            variant="primary"
            busy={make.isPending}
            icon={<HardDriveDownload size={14} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() => make.mutate(true)}
          >
            Back up now
          </Button>
          <Button variant="quiet" busy={make.isPending} onClick={() => make.mutate(false)}>
            Into the folder of the workspace
          </Button>
        </div>
      </Permitted>
      {make.isError && <ErrorPanel error={make.error} level={3} meaning="No backup was made." />}
      {storage.backups.length === 0 ? (
        <p className="t3">None is in the folder of the workspace yet.</p>
      ) : (
        <ul className="backups" aria-label="Backups in the folder of the workspace">
          {storage.backups.map((one) => (
            <li key={`${one.path} ${one.at}`}>
              <span className="md">{dayAndTime(one.at)}</span>
              <span className="end sm t3">{sizeText(one.kib)}</span>
              <span className="mono t3 select backup-path">{one.path}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
