import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { AuditAsked } from '../../../host/host';
import type { AuditSearch } from '../model/audit-search';
import { firstPageQuery } from './queries';

/** Changes the address of the trail: another question, another entry, a dialog. */
export function useAsk(tenant: string, search: AuditSearch) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [last, setLast] = useState<AuditAsked>();
  const change = useCallback(
    (next: Partial<AuditSearch>, replace = true) =>
      navigate({
        to: '/t/$tenant/audit',
        params: { tenant },
        // what is there when it is changed: something else may have been changed meanwhile
        search: (before) => ({ ...(before as AuditSearch), ...next }),
        replace,
      }),
    [navigate, tenant],
  );
  /** Asks what is there as data. Each question is a step that one can go back from. */
  const ask = useCallback(
    (asked: Pick<AuditAsked, 'text'> & Partial<AuditAsked>) => {
      if (isWhole(asked)) setLast(asked);
      void change({ q: asked.text || undefined }, false);
    },
    [change],
  );
  /** Asks what was typed. It is in the address only when it was understood. */
  const askText = useCallback(
    async (text: string) => {
      const question = { tenant: search.all ? null : tenant, text };
      const page = await client.fetchQuery(firstPageQuery(tenant, question));
      const written = { ...question, text: page.asked.text };
      client.setQueryData(firstPageQuery(tenant, written).queryKey, page);
      await change({ q: page.asked.text || undefined }, false);
    },
    [client, tenant, search.all, change],
  );
  /** What was asked last as data, while the answer to it is on its way. */
  const coming = last && last.text === (search.q ?? '') ? last : undefined;
  return { change, ask, askText, coming };
}

function isWhole(asked: Pick<AuditAsked, 'text'> & Partial<AuditAsked>): asked is AuditAsked {
  return asked.filters !== undefined;
}
