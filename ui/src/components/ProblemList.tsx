import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ProblemSeverity, ProblemView } from '../host/host';
import { sentence } from './error-table';
import { MessageText } from './MessageText';
import { counted } from './text';
import './problem-list.css';

const LOOKS: Record<ProblemSeverity, { icon: typeof Info; look: string; word: string }> = {
  error: { icon: CircleAlert, look: 'f-critical', word: 'Error' },
  warning: { icon: TriangleAlert, look: 'f-medium', word: 'Left out' },
  note: { icon: Info, look: 'f-low', word: 'Note' },
};

/** What is wrong with an input: where, what, and what to do. */
export function ProblemList(props: { problems: readonly ProblemView[]; total: number; title?: string }) {
  const { problems, total, title = counted(total, 'problem') } = props;
  if (total === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="h" style={{ margin: '8px 0 4px' }}>
        {title}
      </h3>
      <ul className="problems focus-in" tabIndex={problems.length > 3 ? 0 : undefined} aria-label={title}>
        {problems.map((problem) => (
          <Problem key={`${problem.place} ${problem.code} ${problem.message}`} problem={problem} />
        ))}
      </ul>
      {total > problems.length && (
        <p className="sm t3" style={{ marginTop: 6 }}>
          {counted(total - problems.length, 'more problem')} of the kind above.
        </p>
      )}
    </section>
  );
}

function Problem({ problem }: { problem: ProblemView }) {
  const { icon: Icon, look, word } = LOOKS[problem.level];
  return (
    <li>
      <Icon className={look} size={14} aria-hidden="true" />
      <div className="select">
        <span className="vh">{word}: </span>
        <MessageText text={sentence(problem.message)} />{' '}
        {problem.hint && (
          <span className="t2">
            <MessageText text={sentence(problem.hint)} />
          </span>
        )}
        {problem.place && <div className="mono t3">{problem.place}</div>}
      </div>
    </li>
  );
}
