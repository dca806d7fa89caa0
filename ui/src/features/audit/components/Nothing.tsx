import { useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { counted } from '../../../components/text';
import type { AuditAsked, AuditQuestion, TenantSummary } from '../../../host/host';
import { withoutQuery } from '../api/queries';
import { type Term, termsAndSpan } from '../model/question-text';
import { PracticeLog } from './PracticeLog';

/** Nothing was done and no log was read in yet. */
export function NothingOnRecord(props: {
  tenant: TenantSummary;
  all: boolean;
  onImport(): void;
  onAll(): void;
}) {
  const { tenant, all, onImport, onAll } = props;
  return (
    <EmptyState
      kind="none"
      title={all ? 'Nothing is on record yet' : `Nothing is on record about ${tenant.displayName} yet`}
      actions={
        <>
          {!all && <PracticeLog tenant={tenant} />}
          <Button icon={<FileDown size={14} aria-hidden="true" />} onClick={onImport}>
            Read an audit log in…
          </Button>
          {!all && (
            <Button variant="quiet" onClick={onAll}>
              Show all tenants
            </Button>
          )}
        </>
      }
    >
      What is done with Steward appears here by itself. What is done in {tenant.product || tenant.displayName}{' '}
      itself appears once its audit log is read in: a file of JSON Lines or CSV, as its console exports it.
    </EmptyState>
  );
}

/** No entry answers: which part of the question leaves something when it is dropped. */
export function NothingFound(props: {
  tenant: TenantSummary;
  question: AuditQuestion;
  asked: AuditAsked;
  all: number;
  onAsk(asked: AuditAsked): void;
}) {
  const { tenant, question, asked, all, onAsk } = props;
  const without = useQuery(withoutQuery(tenant.name, question, asked)).data ?? [];
  const nearest = without.filter(({ total }) => total > 0).sort((a, b) => a.total - b.total)[0];
  const several = termsAndSpan(asked).length > 1;
  return (
    <EmptyState
      kind="search"
      title="No entry answers this"
      actions={
        <>
          {nearest && (
            <Button onClick={() => onAsk(nearest.term.without)}>Drop {nameOf(nearest.term)}</Button>
          )}
          {(several || !nearest) && (
            <Button
              variant="quiet"
              onClick={() => onAsk({ text: '', filters: [], words: [], since: null, until: null })}
            >
              Ask for everything
            </Button>
          )}
        </>
      }
    >
      {nearest
        ? `Without it there ${nearest.total === 1 ? 'is' : 'are'} ${counted(nearest.total, 'entry', 'entries')}.`
        : `${counted(all, 'entry is', 'entries are')} on record; only without all of the question is there something to see.`}
    </EmptyState>
  );
}

/** `on what: not Warehouse EU`, `the word “billing”`. */
/** Longest value that is named in full, in characters. */
const LONGEST = 40;

function nameOf({ title, value: whole, exclude }: Term): string {
  const value = whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
  if (title === '') return `“${value}”`;
  return `${title.toLowerCase()}: ${exclude ? 'not ' : ''}${value}`;
}
