/** The mark of Steward. Its name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--ink)" />
      <g fill="var(--on-ink)">
        <circle cx="9.5" cy="9.5" r="3.2" />
        <circle cx="18.5" cy="18.5" r="3.2" />
        <path d="M18.5 6.3a3.2 3.2 0 0 0 0 6.4Z" />
        <circle cx="9.5" cy="18.5" r="1.1" />
      </g>
      <circle cx="18.5" cy="9.5" r="2.7" fill="none" stroke="var(--on-ink)" />
    </svg>
  );
}
