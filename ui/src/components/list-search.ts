/** The address of a list: what the URL of `/t/$tenant/people` and its like may say. */
import type { ItemKind, ItemRef } from '../host/host';

export type ListSearch = {
  /** Text that rows have to contain. */
  q?: string | undefined;
  /** Values by facet: any of them. */
  facets?: Record<string, string[]> | undefined;
  /** Only people who are in, have or hold this. A licence has no screen of its own: its people are its screen. */
  within?: ItemRef | undefined;
  /** Only rows with an open finding. */
  findings?: true | undefined;
  /** Id of the column to sort by; by name when left out. */
  sort?: string | undefined;
  /** The other way round. */
  desc?: true | undefined;
  /** Name of the saved view that was opened. */
  view?: string | undefined;
};

const WITHIN: readonly ItemKind[] = ['group', 'role', 'permission', 'licence'];

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readListSearch(raw: Record<string, unknown>): ListSearch {
  return {
    q: readText(raw.q),
    facets: readFacets(raw.facets),
    within: readWithin(raw.within),
    findings: readTrue(raw.findings),
    sort: readText(raw.sort),
    desc: readTrue(raw.desc),
    view: readText(raw.view),
  };
}

export function readText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readTrue(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

function readFacets(value: unknown): Record<string, string[]> | undefined {
  if (!isRecord(value)) return undefined;
  const read = Object.entries(value).flatMap(([facet, values]): [string, string[]][] => {
    const list = (Array.isArray(values) ? values : [values]).map(readText);
    const texts = list.filter((one): one is string => one !== undefined);
    return texts.length > 0 ? [[facet, texts]] : [];
  });
  return read.length > 0 ? Object.fromEntries(read) : undefined;
}

function readWithin(value: unknown): ItemRef | undefined {
  if (!isRecord(value)) return undefined;
  const kind = WITHIN.find((one) => one === value.kind);
  const id = readText(value.id);
  return kind && id !== undefined ? { kind, id } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
