import { splitMatch } from './matches';

/** Text in which what was searched for is underlined. */
export function Marked({ text, search }: { text: string; search: string }) {
  return splitMatch(text, search).map((part) =>
    part.match ? (
      <span key={part.at} className="match">
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}
