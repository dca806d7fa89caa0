import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditDirection, AuditPage, AuditQuestion, AuditRow } from '../../../host/host';
import { extended, type Loaded, placeToward, started, wantsMore } from '../model/loaded';
import { firstPageQuery, pageFrom } from './queries';

type Trail = {
  loaded: Loaded;
  /** The rows of the first page that it goes on from; asked for again and found the same, they are the same. */
  of: readonly AuditRow[];
};

/** The entries that answer a question: pages come as they are scrolled to, in both directions, and far ones go. */
export function useTrail(tenant: string, question: AuditQuestion) {
  const first = useQuery(firstPageQuery(tenant, question));
  const [trail, setTrail] = useState<Trail>();
  const [error, setError] = useState<unknown>();
  const [asking, setAsking] = useState<AuditDirection>();
  const page = first.data;
  const rows = page?.rows;
  const own = trail !== undefined && trail.of === rows ? trail : undefined;
  const loaded = own?.loaded ?? (page && started(page, 'older'));
  const latest = useRef<{ page: AuditPage | undefined; loaded: Loaded | undefined }>({ page, loaded });
  useEffect(() => {
    latest.current = { page, loaded };
  });
  const busy = useRef(false);
  // another question: what was on its way belongs to the one before
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first page begins anew
  useEffect(() => {
    busy.current = false;
    setAsking(undefined);
    setError(undefined);
  }, [rows]);

  /** Asks for a page and makes a list of it; a list that has begun anew meanwhile takes nothing. */
  const fetch = useCallback(
    async (toward: AuditDirection, place: string | null, make: (page: AuditPage, now: Loaded) => Loaded) => {
      const of = latest.current.page;
      if (busy.current || !of) return undefined;
      const still = () => latest.current.page?.rows === of.rows;
      busy.current = true;
      setAsking(toward);
      try {
        const come = await pageFrom({ ...question, text: of.asked.text }, toward, place);
        const now = latest.current.loaded;
        if (!still() || !now) return undefined;
        const next = make(come, now);
        setTrail({ of: of.rows, loaded: next });
        setError(undefined);
        return next;
      } catch (thrown) {
        if (still()) setError(thrown);
        return undefined;
      } finally {
        if (still()) {
          busy.current = false;
          setAsking(undefined);
        }
      }
    },
    [question],
  );
  const more = useCallback(
    async (toward: AuditDirection) => {
      const { loaded: now } = latest.current;
      const place = now && placeToward(now, toward);
      if (place) await fetch(toward, place, (come, before) => extended(before, come, toward));
    },
    [fetch],
  );
  const onShown = useCallback(
    (from: number, to: number) => {
      const { loaded: now } = latest.current;
      const toward = now && wantsMore(now, from, to);
      if (toward) void more(toward);
    },
    [more],
  );
  /** Goes to one of the two ends, wherever the list is. */
  const toEnd = useCallback(
    async (end: 'newest' | 'oldest') => {
      const { loaded: now } = latest.current;
      const toward = end === 'newest' ? 'older' : 'newer';
      const isHere = now && placeToward(now, end === 'newest' ? 'newer' : 'older') === null;
      return isHere ? now : fetch(toward, null, (come) => started(come, toward));
    },
    [fetch],
  );
  return { first, loaded, asking, error, onShown, more, toEnd };
}
