import './in-sight.css';

/** Words that change while one scrolls. They have the room of the longest of them, and nothing around is laid out for them. */
export function InSight({ words, longest }: { words: string; longest: string }) {
  return (
    <span className="in-sight" data-longest={longest}>
      <span>{words}</span>
    </span>
  );
}
