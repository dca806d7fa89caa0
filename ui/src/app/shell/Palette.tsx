import { Modal } from '@mantine/core';
import { Lock, MessageCircleQuestion, Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { Avatar } from '../../components/Avatar';
import { ClassWord } from '../../components/ClassWord';
import { EnvironmentMark } from '../../components/EnvironmentMark';
import { ItemIcon } from '../../components/ItemIcon';
import { Marked } from '../../components/Marked';
import type { TenantSummary, Workspace } from '../../host/host';
import { type Command, needsText, readInput } from './palette-model';
import { useFound } from './use-found';
import './palette.css';

const PREFIXES = [
  ['>', 'do'],
  ['@', 'people'],
  ['#', 'permissions'],
  ['?', 'ask'],
] as const;

type Props = { opened: boolean; onClose(): void; tenant: TenantSummary; workspace: Workspace };

/** Get anywhere, do what may be done, ask: `>` only does, `@` finds people, `#` permissions, `?` answers. */
export function Palette(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      transitionProps={{ duration: 0 }}
      yOffset={112}
      size={660}
      padding={0}
      classNames={{ body: 'palette-frame', content: 'palette' }}
      // a hidden heading has no words for whoever hears the window: the dialog itself is named
      attributes={{ content: { 'aria-label': 'Search or run' } }}
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
  const field = useRef<HTMLInputElement>(null);
  const input = readInput(useDeferredValue(text));
  const { found: groups, waiting } = useFound(tenant, workspace, input);
  const flat = groups.flatMap((group) => group.commands);
  const chosen = flat[Math.min(at, flat.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (command: Command | undefined, other = false) => {
    if (!command) return;
    if (command.fill !== undefined) {
      setText(command.fill);
      setAt(0);
      field.current?.focus();
      return;
    }
    onClose();
    if (other && command.runAlt) command.runAlt();
    else command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (before + step + flat.length) % Math.max(1, flat.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen, event.altKey);
    }
  };
  return (
    <>
      <div className="palette-input">
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus=""
          ref={(element) => {
            field.current = element;
            // letters typed right after the shortcut belong to the palette: no waiting for the dialog
            element?.focus();
          }}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${flat.indexOf(chosen)}` : undefined}
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
        <div title={tenant.displayName}>
          <EnvironmentMark value={tenant.environment} />
        </div>
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      {groups.every((group) => group.name === 'Ask') && input.text !== '' && !waiting && (
        <p className="palette-none t2" role="status">
          {input.kind === 'ask' && input.text !== ''
            ? `No answer in ${tenant.displayName} to “${input.text}”.`
            : `Nothing in ${tenant.displayName} is called “${input.text}”.`}
        </p>
      )}
      <div ref={list} className="palette-list" role="listbox" id={listId} aria-label="Results">
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="palette-group" aria-hidden="true">
              {group.name}
            </div>
            {group.commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              <div
                key={command.id}
                id={`${listId}-${flat.indexOf(command)}`}
                role="option"
                tabIndex={-1}
                aria-selected={command === chosen}
                data-lacks={command.lacks !== undefined}
                className="palette-option"
                onPointerMove={() => setAt(flat.indexOf(command))}
                onClick={(event) => run(command, event.altKey)}
              >
                <CommandIcon command={command} />
                <div className="trunc palette-label" title={command.label}>
                  <Marked text={command.label} search={input.text} words />
                </div>
                <Ending command={command} chosen={command === chosen} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="palette-foot xs t3">
        <div className="row gap4">
          <kbd>↑</kbd>
          <kbd>↓</kbd> move
        </div>
        <div className="row gap4">
          <kbd>↵</kbd> {chosen?.group === 'Do' ? 'run' : 'open'}
        </div>
        {chosen?.runAlt && (
          <div className="row gap4">
            <kbd>Alt</kbd>
            <kbd>↵</kbd> in the matrix
          </div>
        )}
        <div className="end row wrap gap12">
          {PREFIXES.map(([key, what]) => (
            <div key={key} className="row gap4">
              <kbd>{key}</kbd> {what}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

/** What stands at the end of a line: a class, who may, or a fact; and the keys. */
function Ending({ command, chosen }: { command: Command; chosen: boolean }) {
  if (command.lacks) {
    return (
      <span className="palette-end sm">
        {needsText(command.lacks)}
        <Lock size={14} strokeWidth={1.75} aria-hidden="true" />
      </span>
    );
  }
  return (
    <span className="palette-end sm t3">
      {command.consequence ? <ClassWord value={command.consequence} /> : <Detail text={command.detail} />}
      {command.keys && (
        <span className="row gap4" aria-hidden="true">
          {command.keys.split(' ').map((key, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: G G has the same key twice, and lines never change
            <kbd key={`${key} ${at}`}>{key}</kbd>
          ))}
        </span>
      )}
      {chosen && <kbd aria-hidden="true">↵</kbd>}
    </span>
  );
}

/** What it is in a word, which is never cut, and what is known about it. */
function Detail({ text = '' }: { text: string | undefined }) {
  const [kind, ...rest] = text.split(' · ');
  if (rest.length === 0) return <span className="trunc">{text}</span>;
  return (
    <span className="palette-detail">
      <span className="nw">{kind}</span>
      <span className="trunc">{rest.join(' · ')}</span>
    </span>
  );
}

function CommandIcon({ command }: { command: Command }) {
  const { item, icon: Icon = MessageCircleQuestion } = command;
  if (item?.kind === 'person') return <Avatar name={item.name} />;
  if (item) return <ItemIcon kind={item.kind} />;
  return <Icon size={16} strokeWidth={1.75} aria-hidden="true" />;
}
