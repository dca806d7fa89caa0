import { Popover } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { count } from '../../../components/text';
import type { AuditAsked, AuditFacet } from '../../../host/host';
import { useNarrowerThan } from '../../../theme/zoom';
import { FacetPanel } from './FacetPanel';

/** Where the facets stand: beside the list, or where there is no room for that, behind a button. */
export function FacetPlace(props: {
  as: 'panel' | 'menu';
  facets: readonly AuditFacet[] | undefined;
  busy: boolean;
  failed: boolean;
  asked: AuditAsked;
  onAsk(asked: AuditAsked): void;
  onRetry(): void;
}) {
  const { as, facets = [], busy, failed, asked, onAsk, onRetry } = props;
  const narrow = useNarrowerThan(1280);
  const [opened, setOpened] = useState(false);
  if (narrow !== (as === 'menu')) return null;
  const panel = failed ? (
    <div className="sm t2" role="alert">
      <p>The values could not be counted.</p>
      <Button size="sm" onClick={onRetry}>
        Count again
      </Button>
    </div>
  ) : (
    <FacetPanel facets={facets} asked={asked} onAsk={onAsk} />
  );
  if (as === 'panel') {
    return (
      <aside className="audit-side" aria-label="Filters" aria-busy={busy} data-region="Filters" tabIndex={-1}>
        {panel}
      </aside>
    );
  }
  const on = asked.filters.length;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button
          icon={<SlidersHorizontal size={14} aria-hidden="true" />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {on > 0 ? `Filters: ${count(on)}` : 'Filters'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Filters" className="audit-facet-menu">
        {panel}
      </Popover.Dropdown>
    </Popover>
  );
}
