import { Modal } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { IconButton } from '../../../components/IconButton';
import { toast } from '../../../components/toast';
import { nameProblem, renamed, type View, withoutView, withView } from '../../../components/views';
import styles from './lists.module.css';

/** Asks for the name of a new view. */
export function NameView(props: {
  views: readonly View[];
  opened: boolean;
  onClose(): void;
  onName(name: string): void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Save as a view" size={420}>
      <NameForm {...props} />
    </Modal>
  );
}

function NameForm({
  views,
  onClose,
  onName,
}: {
  views: readonly View[];
  onClose(): void;
  onName(name: string): void;
}) {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const note = useId();
  const problem = nameProblem(views, name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (problem) setTried(true);
        else onName(name);
      }}
    >
      <label>
        <span className="label">Name</span>
        <span className="field field-lg" data-invalid={tried && problem !== undefined}>
          <input
            data-autofocus=""
            value={name}
            aria-invalid={tried && problem !== undefined}
            aria-describedby={note}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </span>
      </label>
      <p id={note} className={tried && problem ? 'field-error' : 'field-note'}>
        {(tried && problem) || 'Filters and order are kept on this computer, for this kind of list.'}
      </p>
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary">
          Save view
        </Button>
      </div>
    </form>
  );
}

/** Names of views can be changed in their place; what is removed can be brought back at once. */
export function EditViews(props: {
  views: readonly View[];
  /** Those that mean something here. */
  shown: readonly View[];
  opened: boolean;
  onClose(): void;
  onChange(next: readonly View[]): void;
}) {
  const { views, shown, opened, onClose, onChange } = props;
  return (
    <Modal opened={opened} onClose={onClose} title="Saved views" size={420}>
      {shown.length === 0 && <p className="t2">No view is left.</p>}
      <ul className={styles.edits}>
        {shown.map((view) => (
          <li key={view.name}>
            <ViewName
              views={views}
              view={view}
              onRename={(next) => onChange(renamed(views, view.name, next))}
            />
            <IconButton
              label={`Remove ${view.name}`}
              onClick={() => {
                const next = withoutView(views, view.name);
                onChange(next);
                toast(`Removed the view ${view.name}`, { undo: () => onChange(withView(next, view)) });
              }}
            >
              <Trash2 size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Modal>
  );
}

function ViewName(props: { views: readonly View[]; view: View; onRename(next: string): void }) {
  const { views, view, onRename } = props;
  const [name, setName] = useState(view.name);
  const problem = nameProblem(views, name, view.name);
  const keep = () => {
    if (problem) setName(view.name);
    else if (name.trim() !== view.name) onRename(name);
  };
  return (
    <span className="grow">
      <span className="field" data-invalid={problem !== undefined}>
        <input
          aria-label={`Name of ${view.name}`}
          aria-invalid={problem !== undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />
      </span>
      {problem && (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
