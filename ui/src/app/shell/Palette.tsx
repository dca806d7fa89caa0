import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Building2,
  Grid3x3,
  Info,
  Keyboard,
  ListChecks,
  Moon,
  Plug,
  RefreshCw,
  Scale,
  Search,
  Sun,
} from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { ItemIcon } from '../../components/ItemIcon';
import { Marked } from '../../components/Marked';
import { placeInMatrix } from '../../components/matrix-search';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD, ITEM_WORD } from '../../components/words';
import { host, type SearchHit, type TenantSummary, type Workspace } from '../../host/host';
import { tenantKey } from '../../host/queries';
import { chooseScheme } from '../../theme/color-scheme';
import { openOverlay } from './overlay-state';
import { type Command, grouped, matching, readInput } from './palette-model';
import './palette.css';

type Props = { opened: boolean; onClose(): void; tenant: TenantSummary; workspace: Workspace };

/** Get anywhere, do what may be done: `>` only does, `@` finds people, `#` permissions. */
export function Palette(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      transitionProps={{ duration: 0 }}
      yOffset={96}
      size={600}
      padding={0}
      title="Search or run"
      classNames={{ body: 'palette-frame', header: 'vh', content: 'palette' }}
    >
      <Finder {...props} />
    </Modal>
  );
}

function Finder({ onClose, tenant, workspace }: Props) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = readInput(useDeferredValue(text));
  const hits = useHits(tenant.name, input.kind === 'do' ? '' : input.text);
  const commands = useCommands(tenant, workspace);
  const looks = hits.data?.filter((hit) => input.wanted(hit.item.kind)).map((hit) => lookAt(hit)) ?? [];
  const navigate = useNavigate();
  const found = grouped([
    ...(input.kind === 'all' || input.kind === 'do' ? matching(commands, input.text) : []),
    ...looks,
  ]);
  const flat = found.flatMap((group) => group.commands);
  const chosen = flat[Math.min(at, flat.length - 1)];

  function lookAt(hit: SearchHit): Command {
    const place = placeInMatrix(hit.item);
    return {
      id: `${hit.item.kind}:${hit.item.id}`,
      group: 'Look',
      label: hit.item.name,
      detail: [ITEM_WORD[hit.item.kind], hit.detail].filter(Boolean).join(' · '),
      item: hit.item.kind,
      run: () => {
        if (place) navigate({ to: '/t/$tenant/matrix', params: { tenant: tenant.name }, search: place });
      },
    };
  }

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (before + step + flat.length) % Math.max(1, flat.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <>
      <div className="palette-input">
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus=""
          ref={focusAtOnce}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          aria-label="Search or run"
          placeholder="Search or run"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="tag">
          {ENVIRONMENT_WORD[tenant.environment]} · {tenant.displayName}
        </span>
      </div>
      <div ref={list} className="palette-list" role="listbox" id={listId} aria-label="Results">
        {found.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="palette-group" aria-hidden="true">
              {group.name}
            </div>
            {group.commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              <div
                key={command.id}
                id={`${listId}-${command.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={command === chosen}
                className="palette-option"
                onPointerMove={() => setAt(flat.indexOf(command))}
                onClick={() => run(command)}
              >
                <CommandIcon command={command} />
                <span className="trunc">
                  <Marked text={command.label} search={input.text} />
                </span>
                <span className="end sm t3 trunc">{command.detail}</span>
                {command.keys && <kbd aria-hidden="true">{command.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
        {flat.length === 0 && !hits.isFetching && (
          <p className="palette-none t2">
            Nothing in {tenant.displayName} is called “{input.text}”.
          </p>
        )}
      </div>
      <div className="palette-foot xs t3">
        <kbd>&gt;</kbd> do <kbd>@</kbd> people <kbd>#</kbd> permissions <span className="end" />
        <kbd>↵</kbd> open <kbd>Esc</kbd> close
      </div>
    </>
  );
}

/** Letters typed right after the shortcut belong to the palette: no waiting for the dialog. */
function focusAtOnce(field: HTMLInputElement | null) {
  field?.focus();
}

function CommandIcon({ command }: { command: Command }) {
  if (command.item) return <ItemIcon kind={command.item} />;
  const Icon = command.icon ?? Building2;
  return <Icon size={16} strokeWidth={1.75} aria-hidden="true" />;
}

function useHits(tenant: string, text: string) {
  return useQuery({
    queryKey: tenantKey(tenant, 'search', text),
    queryFn: () => host.search(tenant, text, 30),
    enabled: text.length > 0,
    placeholderData: (before) => (text === '' ? undefined : before),
    gcTime: 30_000,
  });
}

function useCommands(tenant: TenantSummary, workspace: Workspace): Command[] {
  const navigate = useNavigate();
  const refresh = useRefresh(tenant.name);
  const params = { tenant: tenant.name };
  const others = workspace.tenants.filter((one) => one.name !== tenant.name);
  const doing: Command[] = [
    ...(tenant.kind === 'practice'
      ? []
      : [
          {
            id: 'refresh',
            icon: RefreshCw,
            group: 'Do' as const,
            label: `Read ${tenant.displayName} again`,
            run: () => refresh.mutate(),
          },
        ]),
    {
      id: 'connect',
      icon: Plug,
      group: 'Do',
      label: 'Connect another tenant',
      run: () => navigate({ to: '/connect' }),
    },
    {
      id: 'light',
      icon: Sun,
      group: 'Do',
      label: 'Use the light appearance',
      run: () => chooseScheme('light'),
    },
    {
      id: 'dark',
      icon: Moon,
      group: 'Do',
      label: 'Use the dark appearance',
      run: () => chooseScheme('dark'),
    },
  ];
  const looking: Command[] = [
    {
      id: 'matrix',
      icon: Grid3x3,
      group: 'Look',
      label: 'Matrix',
      keys: 'G M',
      run: () => navigate({ to: '/t/$tenant/matrix', params, search: {} }),
    },
    {
      id: 'findings',
      icon: ListChecks,
      group: 'Look',
      label: 'Findings',
      keys: 'G F',
      run: () => navigate({ to: '/t/$tenant/findings', params, search: {} }),
    },
    {
      id: 'policies',
      icon: Scale,
      group: 'Look',
      label: 'What you may do',
      detail: 'operations and policies',
      run: () => openOverlay('policies'),
    },
    {
      id: 'about',
      icon: Info,
      group: 'Look',
      label: 'About this computer',
      detail: 'what works here',
      run: () => openOverlay('about'),
    },
    {
      id: 'shortcuts',
      icon: Keyboard,
      group: 'Look',
      label: 'Shortcuts',
      keys: '?',
      run: () => openOverlay('shortcuts'),
    },
    ...others.map((one) => ({
      id: `tenant:${one.name}`,
      group: 'Look' as const,
      label: one.displayName,
      detail: `${ENVIRONMENT_WORD[one.environment]} tenant`,
      run: () => {
        navigate({ to: '/t/$tenant/matrix', params: { tenant: one.name }, search: {} });
      },
    })),
  ];
  return [...doing, ...looking];
}
