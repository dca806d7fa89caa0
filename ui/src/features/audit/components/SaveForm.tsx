import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type AuditAsked, type AuditQuestion, host } from '../../../host/host';
import { questionsQuery } from '../api/queries';
import { AskedLine } from './AskedLine';

/** Asks for the name under which a question is kept. */
export function SaveForm(props: { question: AuditQuestion; asked: AuditAsked; onClose(): void }) {
  const { question, asked, onClose } = props;
  const client = useQueryClient();
  const questions = useQuery(questionsQuery).data ?? [];
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const note = useId();
  const name = typed.trim();
  const same = questions.find((one) => one.name === name);
  const problem =
    name === '' ? 'Give it a name.' : same?.builtIn ? 'A question of Steward has this name.' : undefined;
  const save = useOnce({
    mutationFn: () => host.auditSaveQuestion(name, { ...question, text: asked.text }),
    onSuccess: (kept) => {
      void client.invalidateQueries({ queryKey: questionsQuery.queryKey });
      toast(`Saved as ${kept.name}`);
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!problem) save.mutate();
      }}
    >
      <AskedLine asked={asked} />
      <label className="audit-named">
        <span className="label">Name</span>
        <span className="field field-lg" data-invalid={tried && problem !== undefined}>
          <input
            data-autofocus=""
            value={typed}
            maxLength={80}
            aria-invalid={tried && problem !== undefined}
            aria-describedby={note}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </span>
      </label>
      <p id={note} className={tried && problem ? 'field-error' : 'field-note'}>
        {(tried && problem) ||
          (same
            ? `It takes the place of the question that has this name, kept by ${same.by}.`
            : 'Everybody who uses this workspace can ask it. People stand in it by their pseudonyms.')}
      </p>
      {save.isError && <ErrorPanel error={save.error} meaning="The question was not kept." />}
      <div className="row audit-acts">
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          Save question
        </Button>
      </div>
    </form>
  );
}
