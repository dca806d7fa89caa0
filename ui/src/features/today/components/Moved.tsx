import { count } from '../../../components/text';

/** `+3 −1`, in the colours of differences, with words for those who do not see them. */
export function Moved({ gained, lost }: { gained: number; lost: number }) {
  return (
    <span className="moved">
      {gained > 0 && (
        <span className="g-add">
          <span aria-hidden="true">+{count(gained)}</span>
          <span className="vh">{count(gained)} gained </span>
        </span>
      )}
      {lost > 0 && (
        <span className="g-remove">
          <span aria-hidden="true">−{count(lost)}</span>
          <span className="vh">{count(lost)} lost</span>
        </span>
      )}
    </span>
  );
}
