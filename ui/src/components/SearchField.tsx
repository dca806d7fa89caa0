import { Search, X } from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';

/** The filter of a screen: `/` puts the cursor here, Esc empties it. */
export function SearchField(props: {
  label: string;
  placeholder?: string;
  value: string;
  onChange(next: string): void;
  width?: CSSProperties['width'];
}) {
  const { label, placeholder = label, value, onChange, width = 190 } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (value === '') event.currentTarget.blur();
    else onChange('');
  };
  return (
    <div className="field search-field" style={{ maxWidth: width }}>
      <Search size={14} aria-hidden="true" />
      <input
        type="search"
        data-filter-field=""
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button
          type="button"
          className="icon-btn"
          aria-label={`Empty ${label.toLowerCase()}`}
          onClick={() => onChange('')}
        >
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
