import { Marked } from './Marked';
import { withMoments } from './text';

/** Text of a message: what stands in backticks is set apart as it is, moments are said as elsewhere, what was searched for is underlined. */
export function MessageText({ text, search = '' }: { text: string; search?: string }) {
  return pieces(text).map((piece) =>
    piece.given ? (
      <b key={piece.at}>
        <Marked text={piece.text} search={search} />
      </b>
    ) : (
      <Marked key={piece.at} text={withMoments(piece.text)} search={search} />
    ),
  );
}

function pieces(text: string) {
  let at = 0;
  return text.split('`').map((piece, index) => {
    const found = { at, text: piece, given: index % 2 === 1 };
    at += piece.length + 1;
    return found;
  });
}
