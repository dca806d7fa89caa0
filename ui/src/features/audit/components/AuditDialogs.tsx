import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Permitted } from '../../../components/Permitted';
import type { AuditAsked, AuditQuestion, TenantSummary } from '../../../host/host';
import { EVIDENCE, EXPORT, IMPORT, SAVE_QUESTION, VERIFY_RECORD } from '../api/operations';
import type { useVerify } from '../api/use-verify';
import type { AuditDialog } from '../model/audit-search';
import { ControlEvidence } from './ControlEvidence';
import { EntryEvidence } from './EntryEvidence';
import { EvidenceForm } from './EvidenceForm';
import { ExportForm } from './ExportForm';
import { ImportForm } from './ImportForm';
import { SavedQuestions } from './SavedQuestions';
import { SaveForm } from './SaveForm';
import { VerifyResult } from './VerifyResult';

type Looks = { title: string; size: number; operation: string; what: string };

const LOOKS: Record<AuditDialog, Looks> = {
  verify: {
    title: 'Verify what is on record',
    size: 620,
    operation: VERIFY_RECORD,
    what: 'Verifying the record',
  },
  import: { title: 'Read an audit log in', size: 760, operation: IMPORT, what: 'Reading an audit log in' },
  evidence: {
    title: 'Evidence for this question',
    size: 560,
    operation: EVIDENCE,
    what: 'Writing a bundle of evidence',
  },
  'control-evidence': {
    title: 'Evidence for a control',
    size: 860,
    operation: EVIDENCE,
    what: 'Writing a bundle of evidence',
  },
  'entry-evidence': {
    title: 'Evidence for this entry',
    size: 560,
    operation: EVIDENCE,
    what: 'Writing a bundle of evidence',
  },
  export: {
    title: 'Export these entries',
    size: 560,
    operation: EXPORT,
    what: 'Exporting entries to a file',
  },
  save: { title: 'Save this question', size: 420, operation: SAVE_QUESTION, what: 'Keeping a question' },
  saved: { title: 'Saved questions', size: 460, operation: SAVE_QUESTION, what: 'Changing saved questions' },
};

/** What lies over the trail. Which one is open stands in the address. */
export function AuditDialogs(props: {
  tenant: TenantSummary;
  opened: AuditDialog | undefined;
  question: AuditQuestion;
  asked: AuditAsked;
  /** How many entries answer the question. */
  total: number;
  /** The entry that is open. */
  entry: string | undefined;
  verify: ReturnType<typeof useVerify>;
  onOpen(dialog: AuditDialog | undefined): void;
  onScope(all: boolean): void;
  onAsk(asked: Pick<AuditAsked, 'text'>): void;
  onEntry(id: string): void;
}) {
  const { tenant, opened, question, asked, total, entry, verify, onOpen, onScope, onAsk, onEntry } = props;
  const close = () => onOpen(undefined);
  const show = (text: string) => {
    close();
    onAsk({ text });
  };
  const forms: Record<AuditDialog, () => ReactNode> = {
    verify: () => <VerifyResult verify={verify} onEntry={onEntry} onClose={close} />,
    import: () => <ImportForm tenant={tenant} onShow={show} onEntry={onEntry} onClose={close} />,
    evidence: () => (
      <EvidenceForm tenant={tenant} question={question} asked={asked} total={total} onClose={close} />
    ),
    'control-evidence': () => (
      <ControlEvidence tenant={tenant} question={question} asked={asked} onScope={onScope} onClose={close} />
    ),
    'entry-evidence': () => entry && <EntryEvidence tenant={tenant} id={entry} onClose={close} />,
    export: () => (
      <ExportForm tenant={tenant} question={question} asked={asked} total={total} onClose={close} />
    ),
    save: () => <SaveForm question={question} asked={asked} onClose={close} />,
    saved: () => <SavedQuestions onAsk={show} onClose={close} />,
  };
  const look = opened && LOOKS[opened];
  return (
    <Modal opened={opened !== undefined} onClose={close} title={look?.title} size={look?.size ?? 560}>
      {opened && look && (
        <Permitted operation={look.operation} what={look.what} title="You cannot do this" onClose={close}>
          {forms[opened]()}
        </Permitted>
      )}
    </Modal>
  );
}
