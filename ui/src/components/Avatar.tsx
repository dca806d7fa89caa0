import { User } from 'lucide-react';
import { initials } from './text';

/** Initials of a name, or a figure where the name is a number; no invented colours. The name stands beside it. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span className={`avatar ${large ? 'avatar-lg' : ''}`} aria-hidden="true">
      {/\p{L}/u.test(initials(name)) ? initials(name) : <User size={large ? 16 : 12} strokeWidth={1.75} />}
    </span>
  );
}
