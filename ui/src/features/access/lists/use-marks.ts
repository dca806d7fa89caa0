import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { csvToTabs } from '../../../components/csv';
import { sentence } from '../../../components/error-table';
import { counted } from '../../../components/text';
import { toast } from '../../../components/toast';
import { host, type Item, type ListQuery, toHostError } from '../../../host/host';
import { type ListAnswer, type Place, rowsBetween } from '../api/lists';
import { LIST_WORDS, queryOf } from '../model/list-query';
import { ALL_MARKS, alsoMarked, isMarked, type Marks, NO_MARKS, toggleMarked } from '../model/marks';

/** So many rows are copied at once. */
const MOST_COPIED = 20_000;

/** What is written of a list: a question, and of its rows only these; all when there are none. */
export type Chosen = { query: ListQuery; only: string[] };

/** Which rows are marked, and what can be done with them. */
export function useMarks(place: Place, answer: ListAnswer | undefined, line: number) {
  const client = useQueryClient();
  const [kept, setKept] = useState<{ of: ListAnswer | undefined; marks: Marks }>({
    of: answer,
    marks: NO_MARKS,
  });
  /** Where extending began, and what was marked then. */
  const begun = useRef<{ line: number; marks: Marks }>(undefined);
  // all that is shown is something else under another filter
  const marks = kept.marks.all && kept.of !== answer ? NO_MARKS : kept.marks;
  const set = (next: Marks) => setKept({ of: answer, marks: next });

  const extend = async (to: number, extending: boolean) => {
    if (!extending || !answer) {
      begun.current = undefined;
      return;
    }
    begun.current ??= { line: Math.max(0, line), marks };
    const start = begun.current;
    const [from, until] = [Math.min(start.line, to), Math.max(start.line, to)];
    const rows = await rowsBetween(client, place, answer.query, from, until).catch(() => []);
    if (begun.current === start)
      set(
        alsoMarked(
          start.marks,
          rows.map((row) => row.item),
        ),
      );
  };

  /** What an export takes: the marked rows whatever the filter, or all that are shown. */
  const chosen = async (which: 'marked' | 'shown'): Promise<Chosen> => {
    const query = answer?.query ?? queryOf('people', {});
    if (which === 'shown' || (marks.all && marks.except.size === 0)) return { query, only: [] };
    if (!marks.all) {
      const { kind, sort, descending, at } = query;
      return { query: { ...queryOf(kind, {}), sort, descending, at }, only: [...marks.items.keys()] };
    }
    const rows = await rowsBetween(client, place, query, 0, Math.max(0, (answer?.head.shown ?? 0) - 1));
    return { query, only: rows.map((row) => row.item.id).filter((id) => isMarked(marks, id)) };
  };

  const copy = async (row: Item | undefined) => {
    if (!answer) return;
    const { one, many } = LIST_WORDS[answer.query.kind];
    try {
      const none = !marks.all && marks.items.size === 0;
      if (none && !row) return;
      const { query, only } = none
        ? { query: queryOf(answer.query.kind, {}), only: [(row as Item).id] }
        : await chosen('marked');
      const size = only.length || answer.head.shown;
      if (size > MOST_COPIED) {
        toast('That is too much for the clipboard: export it instead', { tone: 'problem' });
        return;
      }
      const { text } = await host.exportList(place.tenant, query, only, 'csv', null);
      await navigator.clipboard.writeText(csvToTabs(text ?? ''));
      toast(`Copied ${counted(size, one, many)} as a table`);
    } catch (error) {
      toast(`Not copied. ${sentence(toHostError(error).message)}`, { tone: 'problem' });
    }
  };

  return {
    marks,
    extend: (to: number, extending: boolean) => void extend(to, extending),
    toggle: (item: Item) => set(toggleMarked(marks, item)),
    all: () => set(ALL_MARKS),
    clear: () => set(NO_MARKS),
    chosen,
    copy,
  };
}
