import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { IconButton } from '../../../components/IconButton';
import { day } from '../../../components/text';
import { toast } from '../../../components/toast';
import { host, type SavedQuestion } from '../../../host/host';
import { questionsQuery } from '../api/queries';

/** Questions that were kept here: ask one, or remove it. What is removed can be brought back at once. */
export function SavedQuestions(props: { onAsk(text: string): void; onClose(): void }) {
  const { onAsk, onClose } = props;
  const client = useQueryClient();
  const questions = (useQuery(questionsQuery).data ?? []).filter((one) => !one.builtIn);
  const anew = () => client.invalidateQueries({ queryKey: questionsQuery.queryKey });
  const remove = useMutation({
    mutationFn: (question: SavedQuestion) => host.auditRemoveQuestion(question.name),
    onSuccess: (_, { name, text }) => {
      void anew();
      toast(`Removed ${name}`, {
        undo: () =>
          void host
            .auditSaveQuestion(name, { tenant: null, text })
            .then(anew, (error: Error) =>
              toast(`It could not be brought back: ${error.message}`, { tone: 'problem' }),
            ),
      });
    },
  });
  return (
    <>
      {questions.length === 0 && <p className="t2">No question is kept.</p>}
      <ul className="audit-kept">
        {questions.map((one) => (
          <li key={one.name}>
            <button type="button" className="grow audit-choice" onClick={() => onAsk(one.text)}>
              <span className="md trunc">{one.name}</span>
              <span className="mono t3 trunc" title={one.text}>
                {one.text}
              </span>
              <span className="sm t3">{[one.by, one.at && day(one.at)].filter(Boolean).join(', ')}</span>
            </button>
            <IconButton label={`Remove ${one.name}`} onClick={() => remove.mutate(one)}>
              <Trash2 size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {remove.isError && <ErrorPanel error={remove.error} meaning="The question stays." />}
      <div className="row audit-acts">
        <Button onClick={onClose}>Done</Button>
      </div>
    </>
  );
}
