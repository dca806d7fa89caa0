import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMoment } from '../../../components/moment';
import { compareQuery } from '../api/queries';
import type { Mark } from '../model/keyboard';
import type { Visit } from './use-visits';

/** The address may name rows to be shown side by side: opens them, with their names. */
export function useCompareAddress(props: {
  tenant: string;
  snapshot: string;
  visit: Visit;
  onCompare(subjects: readonly Mark[]): void;
}) {
  const { tenant, snapshot, visit, onCompare } = props;
  const client = useQueryClient();
  const at = useMoment();
  const open = useRef(onCompare);
  useEffect(() => {
    open.current = onCompare;
  });
  useEffect(() => {
    const wanted = visit.search.compare;
    if (wanted === undefined) return undefined;
    let current = true;
    client
      .fetchQuery(compareQuery(tenant, snapshot, wanted, at))
      .then((found) => wanted.map((id) => found.subjects.find((one) => one.id === id) ?? { id, name: id }))
      // the panel says what went wrong
      .catch(() => wanted.map((id) => ({ id, name: id })))
      .then((subjects) => {
        if (current) open.current(subjects.map(({ id, name }) => ({ id, name })));
      });
    return () => {
      current = false;
    };
  }, [client, tenant, snapshot, at, visit]);
}
