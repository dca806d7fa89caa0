import { Plus, X } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';

type Props = Omit<ComponentPropsWithRef<'button'>, 'value'> & {
  label: string;
  /** What it is set to; dashed and with a plus when it is not set. */
  value?: string | undefined;
  /** On without a value, such as `Only findings`. */
  on?: boolean;
  icon?: ReactNode;
  onClear?(): void;
};

/** A filter: dashed while empty, in the accent when set, with an x that removes it. */
export function FilterChip({ label, value, on, icon, onClear, className: _, ...rest }: Props) {
  const set = on ?? value !== undefined;
  return (
    <span className="chip-group">
      <button type="button" className="chip" data-on={set} aria-pressed={on} {...rest}>
        {icon ?? (!set && <Plus size={13} aria-hidden="true" />)}
        {value === undefined ? label : `${label}: ${value}`}
        {set && !onClear && on !== undefined && <X className="chip-off" size={12} aria-hidden="true" />}
      </button>
      {set && onClear && (
        <button
          type="button"
          className="chip chip-x"
          data-on="true"
          aria-label={`Remove ${label}`}
          onClick={onClear}
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
