import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Progress } from './bindings';
import { toHostError } from './error';
import type { Host } from './host';

/** The real host: every function is one command of the shell. */
export const tauriHost: Host = {
  start: () => call('start'),
  workspace: () => call('workspace'),
  operations: () => call('operations'),
  policies: () => call('policies'),
  doctor: () => call('doctor'),
  unlock: (passphrase) => call('unlock', { passphrase }),

  tenants: () => call('tenants'),
  addPractice: (name) => call('add_practice', { name }),
  addFile: (name, source) => call('add_file', { name, source }),
  previewFile: (path, format, mapping) => call('preview_file', { path, format, mapping }),
  addScim: (name, connection, token) => call('add_scim', { name, connection, token }),
  testScim: (connection, token) => call('test_scim', { connection, token }),
  testTenant: (name) => call('test_tenant', { name }),
  setToken: (name, token) => call('set_token', { name, token }),
  refresh: (name) => call('refresh', { name }),
  cancel: (name) => call('cancel', { name }),
  remove: (name) => call('remove', { name }),
  snapshots: (name) => call('snapshots', { name }),
  setBaseline: (name, hash) => call('set_baseline', { name, hash }),

  matrixHead: (name, query) => call('matrix_head', { name, query }),
  matrixRows: (name, query, start, count) => call('matrix_rows', { name, query, start, count }),
  matrixCells: async (name, query, rowStart, rowCount, colStart, colCount) => {
    const args = { name, query, rowStart, rowCount, colStart, colCount };
    return asBytes(await call<ArrayBuffer | number[]>('matrix_cells', args));
  },
  why: (name, person, permission, object, at) => call('why', { name, person, permission, object, at }),
  whySubject: (name, rows, id, permission, at) => call('why_subject', { name, rows, id, permission, at }),
  who: (name, permission, object, at) => call('who', { name, permission, object, at }),
  what: (name, person, at) => call('what', { name, person, at }),
  compare: (name, subjects, at) => call('compare', { name, subjects, at }),
  diff: (name, before, after) => call('diff', { name, before, after }),
  pyramid: (name, at) => call('pyramid', { name, at }),
  surfaces: (name, at) => call('surfaces', { name, at }),
  search: (name, text, limit) => call('search', { name, text, limit }),

  findings: (name, at) => call('findings', { name, at }),
  dismiss: (name, key, reason, returns) => call('dismiss', { name, key, reason, returns }),
  restore: (name, key) => call('restore', { name, key }),
  exportTo: (name, request) => call('export_to', { name, request }),

  pickFile: () => call('pick_file'),
  pickSave: (suggested) => call('pick_save', { suggested }),

  onProgress: (listener) => listen<Progress>('progress-event', (event) => listener(event.payload)),
};

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw toHostError(thrown);
  }
}

/** Bytes arrive as a buffer, or as numbers where the fast channel is not at hand. */
function asBytes(answer: ArrayBuffer | number[]): Uint8Array {
  return new Uint8Array(answer);
}
