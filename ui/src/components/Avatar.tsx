import { initials } from './text';

/** Initials of a name; no invented colours. The name stands beside it. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span className={`avatar ${large ? 'avatar-lg' : ''}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
