import { useId } from 'react';

export type Segment<T extends string> = { value: T; label: string; count?: number };

/** A switch between views. Arrow keys move it. */
export function Segmented<T extends string>(props: {
  label: string;
  value: T;
  options: readonly Segment<T>[];
  onChange(next: T): void;
}) {
  const { label, value, options, onChange } = props;
  const name = useId();
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.count !== undefined && <span className="n">{option.count.toLocaleString('en')}</span>}
        </label>
      ))}
    </div>
  );
}
