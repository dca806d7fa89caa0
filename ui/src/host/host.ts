/**
 * The one door to Rust. Everything the window knows comes through `host`; nothing else speaks to the shell.
 *
 * Answers are data or a thrown `HostError`. Under test and in a plain browser `useHost` puts a fake in its place.
 */
import type * as wire from './bindings';
import { tauriHost } from './tauri';

export type * from './bindings';
export { HostError, toHostError } from './error';

/** What the window opens with. */
export type Start = { workspace: wire.Workspace; open: string | null };
/** What an export becomes. */
export type ExportFormat =
  | 'csv'
  | 'csv-transposed'
  | 'pairs'
  | 'json'
  | 'html'
  | 'md'
  | 'xlsx'
  | 'tenant'
  | 'cedar'
  | 'sarif';
/** What is wanted as which file. */
export type ExportRequest = {
  format: ExportFormat;
  rows: wire.RowKind;
  out: string | null;
  at: string | null;
};
/** What came of an export. */
export type Exported = {
  format: ExportFormat;
  files: { path: string; bytes: number }[];
  text: string | null;
};

type Stop = () => void;

/** Everything the window can ask for. Mirrors the desk. */
export interface Host {
  start(): Promise<Start>;
  workspace(): Promise<wire.Workspace>;
  operations(): Promise<wire.OperationInfo[]>;
  policies(): Promise<wire.PolicyView[]>;
  doctor(): Promise<wire.DoctorCheck[]>;
  /** Opens a passphrase-protected store of tokens; makes it when there is none. */
  unlock(passphrase: string): Promise<wire.Workspace>;

  tenants(): Promise<wire.TenantSummary[]>;
  addPractice(name: string): Promise<wire.TenantReport>;
  addFile(name: string, source: wire.FileSource): Promise<wire.TenantReport>;
  previewFile(
    path: string,
    format: wire.FileFormat | null,
    mapping: wire.CsvMapping | null,
  ): Promise<wire.FilePreview>;
  addScim(name: string, connection: wire.ScimConnection, token: string): Promise<wire.TenantReport>;
  testScim(connection: wire.ScimConnection, token: string | null): Promise<wire.ConnectionTest>;
  testTenant(name: string): Promise<wire.ConnectionTest>;
  /** Keeps a new token for a tenant that is there. */
  setToken(name: string, token: string): Promise<void>;
  refresh(name: string): Promise<wire.TenantReport>;
  /** Stops the long work on a tenant; the connection test goes by the name `test`. */
  cancel(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  snapshots(name: string): Promise<wire.SnapshotInfo[]>;
  setBaseline(name: string, hash: string): Promise<void>;

  matrixHead(name: string, query: wire.MatrixQuery): Promise<wire.MatrixHead>;
  matrixRows(name: string, query: wire.MatrixQuery, start: number, count: number): Promise<wire.RowWindow>;
  /** One byte a cell, row by row; the bits are named in `cells.ts`. */
  matrixCells(
    name: string,
    query: wire.MatrixQuery,
    rowStart: number,
    rowCount: number,
    colStart: number,
    colCount: number,
  ): Promise<Uint8Array>;
  why(
    name: string,
    person: string,
    permission: string,
    object: string | null,
    at: string | null,
  ): Promise<wire.Why>;
  /** The same for any row of the matrix: a person, or what a group or a role gives. */
  whySubject(
    name: string,
    rows: wire.RowKind,
    id: string,
    permission: string,
    at: string | null,
  ): Promise<wire.Why>;
  who(name: string, permission: string, object: string | null, at: string | null): Promise<wire.WhoCan>;
  what(name: string, person: string, at: string | null): Promise<wire.WhatCan>;
  compare(name: string, subjects: string[], at: string | null): Promise<wire.Comparison>;
  diff(name: string, before: string | null, after: string | null): Promise<wire.Diff>;
  pyramid(name: string, at: string | null): Promise<wire.Pyramid>;
  surfaces(name: string, at: string | null): Promise<wire.SurfaceGap[]>;
  search(name: string, text: string, limit: number): Promise<wire.SearchHit[]>;

  findings(name: string, at: string | null): Promise<wire.Findings>;
  dismiss(name: string, key: string, reason: string, returns: string): Promise<wire.FindingView>;
  restore(name: string, key: string): Promise<wire.FindingView>;
  exportTo(name: string, request: ExportRequest): Promise<Exported>;

  /** The dialog of the operating system; `null` when closed without a choice. */
  pickFile(): Promise<string | null>;
  pickSave(suggested: string): Promise<string | null>;

  /** Progress of long work, by tenant. */
  onProgress(listener: (progress: wire.Progress) => void): Promise<Stop>;
}

/** The host in use. */
export const host: Host = { ...tauriHost };

/** Puts another host in place: a fake, before anything is drawn. */
export function replaceHost(fake: Host): void {
  Object.assign(host, fake);
}
