/**
 * A field for a day, or for a day and a time, that is written alike on every computer: `2026-11-12`, `2026-11-12 10:42`.
 * A date field of the system puts day and month in the order of its own language, whatever that of the page is.
 */
export function MomentField(props: {
  id: string;
  value: string;
  onChange(next: string): void;
  /** With the time. */
  time?: boolean;
  invalid?: boolean;
  /** The element that says what is wrong with it. */
  fault?: string | undefined;
}) {
  const { id, value, onChange, time = false, invalid = false, fault } = props;
  return (
    <span className="field" data-invalid={invalid}>
      <input
        id={id}
        type="text"
        size={time ? 20 : 12}
        placeholder={time ? 'YYYY-MM-DD hh:mm' : 'YYYY-MM-DD'}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={invalid}
        aria-describedby={fault}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}
