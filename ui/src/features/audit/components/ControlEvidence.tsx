import { useQuery } from '@tanstack/react-query';
import { Fragment, useRef, useState } from 'react';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Segmented } from '../../../components/Segmented';
import { Skeleton } from '../../../components/Skeleton';
import type { AuditAsked, AuditQuestion, EvidenceControl, TenantSummary } from '../../../host/host';
import { controlsQuery, firstPageQuery } from '../api/queries';
import { askedFor, controlsWith, timeOf } from '../model/control';
import { ControlList } from './ControlList';
import { EvidenceForm } from './EvidenceForm';
import '../control.css';

/** Evidence for a control: which one, how far the answer goes, and the bundle. */
export function ControlEvidence(props: {
  tenant: TenantSummary;
  question: AuditQuestion;
  asked: AuditAsked;
  onScope(all: boolean): void;
  onClose(): void;
}) {
  const { tenant, question, asked, onScope, onClose } = props;
  const controls = useQuery(controlsQuery);
  const [text, setText] = useState('');
  const [id, setId] = useState<string>();
  const form = useRef<HTMLDivElement>(null);
  const offered = controlsWith(controls.data ?? [], text);
  const chosen = offered.find((one) => one.id === id) ?? offered[0];
  return (
    <div className="audit-control">
      <div>
        <ControlList
          text={text}
          controls={offered}
          chosen={chosen}
          waiting={!controls.data}
          onText={setText}
          onChoose={(control) => setId(control.id)}
          onEnter={() => form.current?.querySelector<HTMLElement>('input:checked, button')?.focus()}
        />
      </div>
      <div>
        <Segmented<'one' | 'all'>
          label="Whose entries"
          value={question.tenant === null ? 'all' : 'one'}
          onChange={(next) => onScope(next === 'all')}
          options={[
            { value: 'one', label: 'This tenant' },
            { value: 'all', label: 'All tenants' },
          ]}
        />
        <div ref={form}>
          {controls.isError && (
            <ErrorPanel
              error={controls.error}
              meaning="No bundle was written."
              onRetry={() => void controls.refetch()}
            />
          )}
          {chosen && (
            <OneControl
              key={chosen.id}
              tenant={tenant}
              control={chosen}
              whose={question.tenant}
              narrowed={timeOf(asked)}
              onClose={onClose}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** What a control is, what its evidence shows and what it does not, and the form for the bundle. */
function OneControl(props: {
  tenant: TenantSummary;
  control: EvidenceControl;
  whose: string | null;
  narrowed: string;
  onClose(): void;
}) {
  const { tenant, control, whose, narrowed, onClose } = props;
  const question = { tenant: whose, text: askedFor(control, narrowed) };
  const asking = firstPageQuery(tenant.name, question);
  const page = useQuery(asking);
  return (
    <>
      <h3 className="audit-after">
        {control.id} {control.title}
      </h3>
      <dl className="facts select">
        <dt>Framework</dt>
        <dd>{control.framework}</dd>
        <dt>Shows</dt>
        <dd>{control.shows}</dd>
        <dt>Does not show</dt>
        <dd>{control.lacks}</dd>
        <dt>Asks for</dt>
        <dd>{control.question ? <Query text={control.question} /> : 'Everything'}</dd>
      </dl>
      {page.isError ? (
        <ErrorPanel error={page.error} meaning="No bundle was written." onRetry={() => void page.refetch()} />
      ) : !page.data || page.isPlaceholderData ? (
        <Skeleton asked={asking.queryKey} rows={3} label="Counting what answers" />
      ) : (
        <>
          {page.data.total === 0 && whose !== null && (
            <p className="sm t2 audit-after">
              Nothing of this tenant answers. What was done for the whole workspace is among all tenants.
            </p>
          )}
          <div className="audit-after">
            <EvidenceForm
              tenant={tenant}
              question={question}
              asked={page.data.asked}
              total={page.data.total}
              control={{ id: control.id, narrowed }}
              onClose={onClose}
            />
          </div>
        </>
      )}
    </>
  );
}

/** A question as it is written, which breaks after its commas only. */
function Query({ text }: { text: string }) {
  return (
    <details className="audit-fold audit-control-query">
      <summary>Show the query</summary>
      <div className="mono">
        {text.split(/(?<=,)/).map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts do not move
          <Fragment key={at}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </div>
    </details>
  );
}
