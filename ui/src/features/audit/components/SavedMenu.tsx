import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, Check, PencilLine, RotateCcw } from 'lucide-react';
import { Button } from '../../../components/Button';
import type { AuditAsked, SavedQuestion } from '../../../host/host';
import { useNarrowerThan } from '../../../theme/zoom';
import { questionsQuery } from '../api/queries';
import { narrows } from '../model/question-text';

/** Questions under a name: ask one, keep this one. */
export function SavedMenu(props: {
  asked: AuditAsked;
  onAsk(asked: Pick<AuditAsked, 'text'>): void;
  onSave(): void;
  onEdit(): void;
}) {
  const { asked, onAsk, onSave, onEdit } = props;
  const narrow = useNarrowerThan(1280);
  const questions = useQuery(questionsQuery).data ?? [];
  const shown = questions.find((one) => one.text === asked.text && asked.text !== '');
  const own = questions.filter((one) => !one.builtIn);
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          icon={<Bookmark size={14} aria-hidden="true" />}
          title={shown?.name}
          aria-label={narrow ? `Saved questions${shown ? `: ${shown.name}` : ''}` : undefined}
        >
          {!narrow && <span className="audit-saved trunc">{shown?.name ?? 'Saved'}</span>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Saved questions" className="filter-menu">
        <Menu.Item
          leftSection={<RotateCcw size={14} aria-hidden="true" />}
          disabled={!narrows(asked)}
          onClick={() => onAsk({ text: '' })}
        >
          Everything
        </Menu.Item>
        {questions
          .filter((one) => one.builtIn)
          .map((one) => (
            <Question key={one.name} question={one} shown={one === shown} onAsk={onAsk} />
          ))}
        {own.length > 0 && <Menu.Label>Saved questions</Menu.Label>}
        {own.map((one) => (
          <Question key={one.name} question={one} shown={one === shown} onAsk={onAsk} />
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<BookmarkPlus size={14} aria-hidden="true" />}
          disabled={!narrows(asked)}
          onClick={onSave}
        >
          Save this question…
        </Menu.Item>
        {own.length > 0 && (
          <Menu.Item leftSection={<PencilLine size={14} aria-hidden="true" />} onClick={onEdit}>
            Remove saved questions…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Question(props: {
  question: SavedQuestion;
  shown: boolean;
  onAsk(asked: Pick<AuditAsked, 'text'>): void;
}) {
  const { question, shown, onAsk } = props;
  return (
    <Menu.Item
      aria-current={shown}
      leftSection={<Bookmark size={14} aria-hidden="true" />}
      rightSection={shown ? <Check size={14} aria-hidden="true" /> : undefined}
      onClick={() => onAsk(question)}
    >
      {question.name}
    </Menu.Item>
  );
}
