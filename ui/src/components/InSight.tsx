import './in-sight.css';

/** Words that change while one scrolls. They have the room of the longest of them, and nothing around is laid out for them. */
export function InSight({ words, longest }: { words: string; longest: string }) {
  return (
    // not spans: WebKitGTK leaves spans that are laid out as blocks out of what is read aloud
    <div className="in-sight" data-longest={longest}>
      <div>{words}</div>
    </div>
  );
}
