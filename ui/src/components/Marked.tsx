import { splitMatch, splitWords } from './matches';

/** Text in which what was searched for is underlined; its words one by one when asked. */
export function Marked({ text, search, words = false }: { text: string; search: string; words?: boolean }) {
  const split = words ? splitWords : splitMatch;
  return split(text, search).map((part) =>
    part.match ? (
      <span key={part.at} className="match">
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}
