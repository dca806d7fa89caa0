import { invoke } from '@tauri-apps/api/core';
import { commands, events, type Start } from './bindings';
import { toHostError } from './error';
import type { Asked, Host } from './host';

declare global {
  interface Window {
    /** What `public/early.js` asked for; once it was taken, the next one asks anew. */
    stewardStarted?: Promise<Start>;
  }
}

const every = asked();

/** The real host: every function is one command of the shell. */
export const tauriHost: Host = {
  ...every,
  start: (last) => {
    const early = window.stewardStarted;
    delete window.stewardStarted;
    return early ? thrown(early) : every.start(last);
  },
  matrixCells: async (name, query, rowStart, rowCount, colStart, colCount) => {
    const args = { name, query, rowStart, rowCount, colStart, colCount };
    return bytes(await thrown(invoke<ArrayBuffer | number[]>('matrix_cells', args)));
  },
  onProgress: (listener) => events.progressEvent.listen((event) => listener(event.payload)),
  onRefreshed: (listener) => events.tenantRefreshed.listen((event) => listener(event.payload)),
  onOpenLink: (listener) => events.openLink.listen((event) => listener(event.payload)),
};

type Command = (...args: never[]) => Promise<unknown>;

/** The generated commands, each with its answer unwrapped. */
function asked(): Asked {
  const entries = Object.entries<Command>(commands).map(([name, command]) => [
    name,
    async (...args: never[]) => unwrapped(await thrown(command(...args))),
  ]);
  return Object.fromEntries(entries) as Asked;
}

function unwrapped(answer: unknown): unknown {
  if (!isResult(answer)) return answer;
  if (answer.status === 'error') throw toHostError(answer.error);
  return answer.data;
}

function isResult(
  answer: unknown,
): answer is { status: 'ok'; data: unknown } | { status: 'error'; error: unknown } {
  return typeof answer === 'object' && answer !== null && 'status' in answer;
}

/** What the framework itself refuses is thrown as what it is. */
async function thrown<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (fault) {
    throw toHostError(fault);
  }
}

/** Bytes arrive as a buffer, or as numbers where the fast channel is not at hand. */
function bytes(answer: ArrayBuffer | number[]): Uint8Array {
  return new Uint8Array(answer);
}
