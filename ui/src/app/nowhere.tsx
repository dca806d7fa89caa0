import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Brand } from '../components/Brand';
import { EmptyState } from '../components/EmptyState';
import { Page } from '../components/Page';
import { PageHead } from '../components/PageHead';
import type { TenantSummary } from '../host/host';

/** An address of no screen of Steward. Nothing else is opened in its place. */
export function NoSuchPlace() {
  return (
    <Nowhere
      title="There is nothing at this address"
      actions={
        <Link className="btn" to="/">
          Begin at Today
        </Link>
      }
    >
      It may be cut short, or come from another version of Steward.
    </Nowhere>
  );
}

/** An address of no screen of this tenant. */
export function NoSuchScreen({ tenant }: { tenant: string }) {
  return (
    <Page head={<PageHead title="No such screen" />}>
      <EmptyState
        kind="search"
        title="There is no screen at this address"
        actions={
          <Link className="btn" to="/t/$tenant/today" params={{ tenant }}>
            Begin at Today
          </Link>
        }
      >
        It may be cut short, or come from another version of Steward.
      </EmptyState>
    </Page>
  );
}

/** A tenant that the workspace does not have, as far as is known: one that is new may not have been heard of yet. */
export function NoSuchTenant(props: { name: string; tenants: readonly TenantSummary[]; onAsk(): void }) {
  const { name, tenants, onAsk } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for every name, and only then
  useEffect(onAsk, [name]);
  return (
    <Nowhere
      title={`There is no tenant named ${name}`}
      actions={
        <>
          {tenants.map((tenant) => (
            <Link key={tenant.name} className="btn" to="/t/$tenant/today" params={{ tenant: tenant.name }}>
              Open {tenant.displayName}
            </Link>
          ))}
          <Link className="btn btn-quiet" to="/connect">
            Connect a tenant
          </Link>
        </>
      }
    >
      It may have been removed in another window or in the terminal.
    </Nowhere>
  );
}

function Nowhere(props: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <main className="nowhere" tabIndex={-1}>
      <Brand title />
      <EmptyState kind="search" title={props.title} actions={props.actions}>
        {props.children}
      </EmptyState>
    </main>
  );
}
