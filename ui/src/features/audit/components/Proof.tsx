import { Copy, ShieldCheck } from 'lucide-react';
import { Button } from '../../../components/Button';
import { copied } from '../../../components/copied';
import { sentence } from '../../../components/error-table';
import { MessageText } from '../../../components/MessageText';
import { count, counted, dayAndTime } from '../../../components/text';
import type { AuditProof, AuditProofState } from '../../../host/host';
import { Seal } from './Seal';

const STATES: Record<AuditProofState, { title: string; seal: 'whole' | 'waiting' | 'broken'; look: string }> =
  {
    proved: { title: 'Verified offline', seal: 'whole', look: 'ok' },
    signed: { title: 'Signed, proof to come', seal: 'waiting', look: 't2' },
    unsigned: { title: 'Not signed yet', seal: 'waiting', look: 't2' },
    broken: { title: 'It does not hold', seal: 'broken', look: 'f-critical' },
  };

/** What proves the entry: seal, hashes, the way to the signed root. All of it was worked out on this computer. */
export function Proof(props: {
  proof: AuditProof;
  verifying: boolean;
  onVerify(): void;
  onOpen(id: string): void;
}) {
  const { proof, verifying, onVerify, onOpen } = props;
  const { title, seal, look } = STATES[proof.state];
  const { inclusion, batch } = proof;
  return (
    <section className="audit-proof">
      <div className="row gap12">
        <Seal state={seal} />
        <div className="select">
          <h4 className={`md ${look}`}>{title}</h4>
          <p className="sm t2">
            <MessageText text={sentence(proof.message)} />
          </p>
        </div>
      </div>
      <dl className="facts select audit-hashes">
        <dt>Hash</dt>
        <dd className="mono">{shortened(proof.hash)}</dd>
        <dt>Previous</dt>
        <dd className="mono">
          {proof.previous === null ? 'none, it is the first' : shortened(proof.previous)}
        </dd>
        {batch && (
          <>
            <dt>Sealed in</dt>
            <dd>
              <button type="button" className="link" onClick={() => onOpen(batch.entry)}>
                entry {count(proof.number)}
              </button>
              , {counted(batch.events, 'event')} of {batch.file}, {dayAndTime(batch.at)}
            </dd>
          </>
        )}
      </dl>
      {(inclusion || proof.signedBy) && (
        <details className="audit-fold">
          <summary>
            <span>How it is proved</span>
            {inclusion && (
              <span className="sm t3">
                {counted(inclusion.path.length, 'step')} in {counted(inclusion.size, 'entry', 'entries')}
              </span>
            )}
          </summary>
          <dl className="facts select">
            <dt>Log</dt>
            <dd className="mono">{proof.log}</dd>
            {proof.signedBy && (
              <>
                <dt>Signed by</dt>
                <dd className="mono">{proof.signedBy}</dd>
              </>
            )}
            {inclusion && (
              <>
                <dt>Root</dt>
                <dd className="mono">{inclusion.root}</dd>
                <dt>Path</dt>
                <dd>
                  <ol className="mono audit-path">
                    {inclusion.path.map((hash) => (
                      <li key={hash}>{hash}</li>
                    ))}
                  </ol>
                </dd>
              </>
            )}
          </dl>
        </details>
      )}
      <div className="row wrap">
        <Button
          size="sm"
          keys="V"
          busy={verifying}
          icon={<ShieldCheck size={13} aria-hidden="true" />}
          onClick={onVerify}
        >
          Verify everything
        </Button>
        <Button
          size="sm"
          icon={<Copy size={13} aria-hidden="true" />}
          disabled={!inclusion}
          title={inclusion ? undefined : 'There is a proof once a checkpoint speaks of this entry'}
          onClick={() => inclusion && copied(inclusion.text, 'Copied the proof')}
        >
          Copy proof
        </Button>
      </div>
    </section>
  );
}

function shortened(hash: string) {
  return (
    <span title={hash}>
      {hash.slice(0, 12)}…{hash.slice(-8)}
    </span>
  );
}
