import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect } from 'react';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { MessageText } from '../../../components/MessageText';
import { counted, day } from '../../../components/text';
import type { FindingView } from '../../../host/host';
import type { Line } from '../model/findings';
import type { FindingsGrouping } from '../model/findings-search';

const HEAD = 28;
const ROW = 32;

/** Findings under the heads of their groups. Arrow keys, J and K move; Enter goes into the panel. */
export function FindingList(props: {
  frame: RefObject<HTMLDivElement | null>;
  lines: readonly Line[];
  group: FindingsGrouping;
  search: string;
  selected: string | undefined;
  onSelect(finding: FindingView): void;
  /** A click or Enter asks for the panel, however it was put away. */
  onOpen(finding: FindingView): void;
}) {
  const { frame, lines, group, search, selected, onSelect, onOpen } = props;
  const at = lines.findIndex((line) => line.kind === 'finding' && line.finding.key === selected);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? HEAD : ROW),
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 10,
    // the selected one is always there: the list names it to screen readers, in sight or not
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return at < 0 || drawn.includes(at) ? drawn : [...drawn, at].sort((a, b) => a - b);
    },
    initialRect: { width: 800, height: 800 },
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  const findings = lines.flatMap((line) => (line.kind === 'finding' ? [line.finding] : []));
  const onKeyDown = (event: KeyboardEvent) => {
    const now = findings.findIndex((finding) => finding.key === selected);
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 1);
    const to = targetOf(event.key, now, findings.length, page);
    if (to !== undefined) {
      event.preventDefault();
      const finding = findings[to];
      if (finding) onSelect(finding);
    } else if (event.key === 'Enter' && findings[now]) {
      event.preventDefault();
      onOpen(findings[now]);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.inspector-body')?.focus());
    }
  };
  /** The mouse puts the cursor into the list, not onto a row, which goes away when it scrolls out of sight. */
  const onMouseDown = (event: MouseEvent) => {
    if (!(event.target as HTMLElement).closest('[role="option"]')) return;
    event.preventDefault();
    frame.current?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={frame}
      className="finding-list focus-in"
      role="listbox"
      tabIndex={0}
      aria-label="Findings, worst first"
      aria-activedescendant={at >= 0 ? idOf(at) : undefined}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const place = { transform: `translateY(${item.start}px)`, height: item.size };
          if (line.kind === 'head') {
            return (
              <div key={item.key} className="finding-head" role="presentation" style={place}>
                {group === 'check' && <SeverityGlyph value={line.group.severity} hidden />}
                <div className={group === 'severity' ? `f-${line.group.severity}` : ''}>
                  {line.group.title}
                </div>
                <div className="t3 finding-head-count">{line.group.findings.length}</div>
              </div>
            );
          }
          const { finding } = line;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
            <div
              key={item.key}
              id={idOf(item.index)}
              className="finding-row"
              role="option"
              tabIndex={-1}
              aria-selected={finding.key === selected}
              aria-setsize={findings.length}
              aria-posinset={line.position + 1}
              style={place}
              onClick={() => onOpen(finding)}
            >
              <SeverityGlyph value={finding.severity} size={14} />
              <div className="trunc finding-title" title={finding.title.replaceAll('`', '')}>
                <MessageText text={finding.title} search={search} />
              </div>
              {group === 'severity' && (
                <div className="finding-check trunc" title={finding.checkTitle}>
                  {finding.checkTitle}
                </div>
              )}
              <div className="finding-way trunc">{wayOut(finding)}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function keyOf(line: Line | undefined): string {
  if (!line) return '';
  return line.kind === 'head' ? `head ${line.group.id}` : line.finding.key;
}

function idOf(index: number): string {
  return `finding-${index}`;
}

function wayOut(finding: FindingView): string {
  if (finding.dismissed) return `back ${day(finding.dismissed.returns)}`;
  return finding.fixes.length === 0 ? 'no fix yet' : counted(finding.fixes.length, 'fix', 'fixes');
}

function targetOf(key: string, at: number, length: number, page: number): number | undefined {
  const last = length - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
