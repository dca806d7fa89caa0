import { Popover } from '@mantine/core';
import { GitCompareArrows, Shapes } from 'lucide-react';
import type { ReactNode } from 'react';
import { count } from '../../../components/text';
import styles from './matrix.module.css';

/** What stands around the grid where there is room, on demand: differences, all columns, and what the signs mean. */
export function GridKey({ differences, children }: { differences: number | undefined; children: ReactNode }) {
  return (
    <Popover position="bottom-end" width={360} withRoles={false}>
      <Popover.Target>
        <button type="button" className="chip" aria-label="Columns and signs" aria-haspopup="dialog">
          {differences === undefined ? (
            <Shapes size={13} aria-hidden="true" />
          ) : (
            <>
              <GitCompareArrows size={13} aria-hidden="true" />
              {count(differences)}
            </>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label="Columns and signs"
        tabIndex={-1}
        data-autofocus=""
        className={styles.key}
      >
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
