import { Lock } from 'lucide-react';
import { capital, counted } from './text';
import './not-permitted.css';

/** The policies do not let this operator do it: says so, and who may. */
export function NotPermitted({ what, roles }: { what: string; roles: readonly string[] | undefined }) {
  const who =
    roles === undefined || roles.length === 0
      ? 'No operator role may.'
      : `${counted(roles.length, 'operator role')} may: ${roles.map(capital).join(', ')}.`;
  return (
    <div className="not-permitted" role="note">
      <span className="not-permitted-lock" aria-hidden="true">
        <Lock size={16} strokeWidth={1.75} />
      </span>
      <div>
        <p className="md">You can read this, not change it</p>
        <p className="sm t2">
          {what} is not among what you may do. {who}
        </p>
      </div>
    </div>
  );
}
