import { User } from 'lucide-react';
import { initials } from './text';

/** Initials of a name, or a figure where the name is a number or a code; no invented colours. The name stands beside it. */
export function Avatar({
  name,
  large = false,
  className = '',
}: {
  name: string;
  large?: boolean;
  className?: string | undefined;
}) {
  return (
    <span className={`avatar ${large ? 'avatar-lg' : ''} ${className}`} aria-hidden="true">
      {initials(name) || <User size="58%" strokeWidth={1.75} />}
    </span>
  );
}
