import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Copy, Grid3x3, Route, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/Button';
import { IconButton } from '../../../components/IconButton';
import { Inspector } from '../../../components/Inspector';
import { useMoment } from '../../../components/moment';
import { toast } from '../../../components/toast';
import type { Item } from '../../../host/host';
import { whyQuery } from '../api/queries';
import { type Panel, panelTitle } from '../model/panels';
import { whyAsText } from '../model/text';
import { ComparePanel } from './ComparePanel';
import { MembersPanel } from './MembersPanel';
import { WhatPanel } from './WhatPanel';
import { WhoPanel } from './WhoPanel';
import { WhyPanel } from './WhyPanel';

export interface InspectorActions {
  /** Opens a panel over this one. */
  push(panel: Panel): void;
  back(): void;
  close(): void;
  /** Opens what is about an item, over this panel. */
  open(item: Item): void;
  /** Goes to the row of an item in the matrix. */
  show(item: Item): void;
}

/** The panel at the right: why, who, what and compare, with a way back. */
export function AccessInspector(props: {
  tenant: string;
  tenantName: string;
  snapshot: string;
  panel: Panel | undefined;
  depth: number;
  actions: InspectorActions;
}) {
  const { tenant, tenantName, snapshot, panel, depth, actions } = props;
  const { title, subtitle } = panel ? panelTitle(panel) : { title: 'Why', subtitle: '' };
  const back = depth > 0 && (
    <IconButton label="Back" onClick={actions.back}>
      <ArrowLeft size={15} aria-hidden="true" />
    </IconButton>
  );
  return (
    <Inspector
      title={title}
      subtitle={<span title={subtitle}>{subtitle}</span>}
      headActions={back}
      foot={
        panel &&
        hasFoot(panel) && (
          <Foot tenant={tenant} tenantName={tenantName} snapshot={snapshot} panel={panel} actions={actions} />
        )
      }
      onClose={actions.close}
    >
      {panel ? (
        <Body tenant={tenant} snapshot={snapshot} panel={panel} actions={actions} />
      ) : (
        <p className="t2">
          Select a cell to see why it is what it is: click it, or move with the arrow keys.
        </p>
      )}
    </Inspector>
  );
}

function Body(props: {
  tenant: string;
  snapshot: string;
  panel: Panel;
  actions: InspectorActions;
}): ReactNode {
  const { tenant, snapshot, panel, actions } = props;
  const here = { tenant, snapshot };
  switch (panel.kind) {
    case 'why':
      return (
        <WhyPanel
          {...here}
          rows={panel.rows}
          id={panel.id}
          permission={panel.permission}
          onOpen={actions.open}
        />
      );
    case 'who':
      return (
        <WhoPanel
          key={panel.permission.id}
          {...here}
          permission={panel.permission}
          onWhy={({ id, name }) =>
            actions.push({ kind: 'why', rows: 'people', id, name, permission: panel.permission })
          }
        />
      );
    case 'what':
      return (
        <WhatPanel
          key={panel.person.id}
          {...here}
          person={panel.person.id}
          onOpen={actions.open}
          onWhy={({ permission, consequence }, { id, name }) =>
            actions.push({
              kind: 'why',
              rows: 'people',
              id,
              name,
              permission: { ...permission, consequence },
            })
          }
        />
      );
    case 'members':
      return (
        <MembersPanel key={`${panel.of.kind} ${panel.of.id}`} {...here} of={panel.of} onOpen={actions.open} />
      );
    case 'compare':
      return <ComparePanel {...here} subjects={panel.subjects} />;
  }
}

/** Panels that have nothing to do at their foot have none. */
function hasFoot({ kind }: Panel): boolean {
  return kind === 'why' || kind === 'what' || kind === 'members';
}

function Foot(props: {
  tenant: string;
  tenantName: string;
  snapshot: string;
  panel: Panel;
  actions: InspectorActions;
}): ReactNode {
  const { tenant, tenantName, snapshot, panel, actions } = props;
  const client = useQueryClient();
  const at = useMoment();
  if (panel.kind === 'what' || panel.kind === 'members') {
    const item: Item = panel.kind === 'what' ? { kind: 'person', ...panel.person } : panel.of;
    return (
      <Button icon={<Grid3x3 size={14} aria-hidden="true" />} onClick={() => actions.show(item)}>
        Show in the matrix
      </Button>
    );
  }
  if (panel.kind !== 'why') return null;
  const copy = async () => {
    const why = await client.ensureQueryData(
      whyQuery(tenant, snapshot, panel.rows, panel.id, panel.permission.id, at),
    );
    await navigator.clipboard.writeText(whyAsText(why, tenantName));
    toast('Copied the answer with its paths');
  };
  return (
    <>
      <Button icon={<Copy size={14} aria-hidden="true" />} onClick={copy}>
        Copy as text
      </Button>
      {panel.rows === 'people' ? (
        <Button
          icon={<Route size={14} aria-hidden="true" />}
          keys="T"
          onClick={() => actions.push({ kind: 'what', person: { id: panel.id, name: panel.name } })}
        >
          Trace person
        </Button>
      ) : (
        <Button
          icon={<Users size={14} aria-hidden="true" />}
          onClick={() => actions.push({ kind: 'who', permission: panel.permission })}
        >
          Who can
        </Button>
      )}
    </>
  );
}
