import type { ReactNode } from 'react';
import type { Workspace } from '../../../host/host';

/** What every way in is given. */
export type FormProps = { workspace: Workspace; back: ReactNode; onOpen(tenant: string): void };
