import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { usePermission } from './permission';
import { capital, counted } from './text';
import './permitted.css';

/** What an operation is done with; where the policies do not let this operator, says so instead, and who may. */
export function Permitted(props: {
  operation: string;
  /** What is done, such as `Removing a tenant`. */
  what: string;
  title?: string;
  /** Closes the dialog that this stands in. */
  onClose?(): void;
  children?: ReactNode;
}) {
  const { operation, what, title = 'You can read this, not change it', onClose, children } = props;
  const { may, roles } = usePermission(operation);
  if (may) return children;
  const who =
    roles.length === 0
      ? 'No operator role may.'
      : `${counted(roles.length, 'operator role')} may: ${roles.map(capital).join(', ')}.`;
  return (
    <>
      <div className="not-permitted" role="note">
        <span className="not-permitted-lock" aria-hidden="true">
          <Lock size={16} strokeWidth={1.75} />
        </span>
        <div>
          <p className="md">{title}</p>
          <p className="sm t2">
            {what} is not among what you may do. {who}
          </p>
        </div>
      </div>
      {onClose && (
        <div className="row not-permitted-acts">
          <Button data-autofocus="" onClick={onClose}>
            Close
          </Button>
        </div>
      )}
    </>
  );
}
