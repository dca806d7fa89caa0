/**
 * The one door to Rust. Everything the window knows comes through `host`; nothing else speaks to the shell.
 *
 * Its functions are the generated commands, with their answers unwrapped: data, or a thrown `HostError`. Under test and
 * in a plain browser `replaceHost` puts a fake in its place.
 */
import type * as wire from './bindings';
import { tauriHost } from './tauri';

export type * from './bindings';
export { HostError, toHostError } from './error';

type Commands = typeof wire.commands;
/** What a command answers when it works. */
type Data<R> = R extends { status: 'ok'; data: infer D } ? D : R extends { status: 'error' } ? never : R;

/** The generated commands, unwrapped. */
export type Asked = {
  [Name in keyof Commands]: (
    ...args: Parameters<Commands[Name]>
  ) => Promise<Data<Awaited<ReturnType<Commands[Name]>>>>;
};

/** Everything the window can ask for. */
export type Host = Asked & {
  /** One byte a cell, row by row; the bits are named in `cell.ts`. Bytes cannot be expressed in typed bindings. */
  matrixCells(
    name: string,
    query: wire.MatrixQuery,
    rowStart: number,
    rowCount: number,
    colStart: number,
    colCount: number,
  ): Promise<Uint8Array>;
  /** Progress of long work, by tenant. */
  onProgress(listener: (progress: wire.Progress) => void): Promise<() => void>;
  /** A tenant was read again by its schedule. */
  onRefreshed(listener: (refreshed: wire.TenantRefreshed) => void): Promise<() => void>;
  /** Steward was started again with a link. */
  onOpenLink(listener: (open: wire.OpenLink) => void): Promise<() => void>;
};

/** The host in use. */
export const host: Host = { ...tauriHost };

/** Puts another host in place: a fake, before anything is drawn. */
export function replaceHost(fake: Host): void {
  Object.assign(host, fake);
}
