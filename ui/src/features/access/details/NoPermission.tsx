import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';

/** No permission has the text in its name or in what it comes through. */
export function NoPermission({ text, onDrop }: { text: string; onDrop(): void }) {
  return (
    <EmptyState
      kind="search"
      title="No permission fits"
      actions={<Button onClick={onDrop}>Drop the text “{text.trim()}”</Button>}
    >
      Permissions are looked for by name, and by the groups and roles they come through.
    </EmptyState>
  );
}
