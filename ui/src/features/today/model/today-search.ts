/** The address of Today. */
export type TodaySearch = {
  /** The daily brief is open. */
  brief?: true | undefined;
};

export function readTodaySearch(raw: Record<string, unknown>): TodaySearch {
  return { brief: raw.brief === true || raw.brief === 'true' ? true : undefined };
}
