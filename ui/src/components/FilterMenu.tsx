import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { FilterChip } from './FilterChip';
import './lists.css';
import { count } from './text';

export type FilterOption<T extends string> = { value: T; label: string; glyph?: ReactNode; count?: number };

/** A filter chip that opens a list in which several may be marked. */
export function FilterMenu<T extends string>(props: {
  label: string;
  options: readonly FilterOption<T>[];
  selected: readonly T[];
  onChange(next: T[]): void;
}) {
  const { label, options, selected, onChange } = props;
  const toggle = (value: T) =>
    onChange(selected.includes(value) ? selected.filter((one) => one !== value) : [...selected, value]);
  return (
    <Menu width={240}>
      <Menu.Target>
        <FilterChip label={label} value={summary(options, selected)} onClear={() => onChange([])} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {options.map((option) => (
          <Menu.CheckboxItem
            key={option.value}
            checked={selected.includes(option.value)}
            rightSection={<span className="xs t3">{option.count !== undefined && count(option.count)}</span>}
            onChange={() => toggle(option.value)}
          >
            <span className="row">
              {option.glyph}
              {option.label}
            </span>
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function summary<T extends string>(options: readonly FilterOption<T>[], selected: readonly T[]) {
  if (selected.length === 0) return undefined;
  if (selected.length > 2) return `${selected.length} of ${options.length}`;
  return options
    .filter((option) => selected.includes(option.value))
    .map((option) => option.label)
    .join(', ');
}
