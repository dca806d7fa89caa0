import type { CellShape } from '../../../components/words';
import type { ConsequenceClass } from '../../../host/host';

/** State of a cell, in the two lowest bits of its byte. */
export const CELL_NONE = 0;
export const CELL_GRANTED = 1;
export const CELL_SCOPED = 2;
export const CELL_DENIED = 3;

/** Further bits of a cell byte. */
export const BIT_TEMPORARY = 4;
export const BIT_MISSING = 8;
export const BIT_GAINED = 16;
export const BIT_LOST = 32;
export const BIT_FINDING = 64;

/** What "next difference or finding" stops at. */
export const NOTABLE = BIT_GAINED | BIT_LOST | BIT_FINDING;

/** In the order of the legend: what has no room at its end is not shown. */
export const LEGEND: readonly CellShape[] = [
  'add',
  'remove',
  'granted',
  'scoped',
  'temporary',
  'missing',
  'denied',
  'none',
];

/** A yes, somewhere. */
export function isHeld(byte: number): boolean {
  const state = byte & 3;
  return state === CELL_GRANTED || state === CELL_SCOPED;
}

/** The one shape that stands for a cell: what matters most wins, the spoken text tells the rest. */
export function shapeOf(byte: number): CellShape {
  if (byte & BIT_GAINED) return 'add';
  if (byte & BIT_LOST) return 'remove';
  const state = byte & 3;
  if (state === CELL_NONE) return 'none';
  if (state === CELL_DENIED) return 'denied';
  if (byte & BIT_MISSING) return 'missing';
  if (byte & BIT_TEMPORARY) return 'temporary';
  return state === CELL_SCOPED ? 'scoped' : 'granted';
}

/** Classes whose colour a disc takes; all others are ink. */
export function takesClassColour(consequence: ConsequenceClass): boolean {
  return consequence === 'override' || consequence === 'policy' || consequence === 'destructive';
}

/** The words of a cell, in the order they are read out. */
export function cellWords(byte: number): string[] {
  const words: string[] = [];
  const state = byte & 3;
  if (state === CELL_NONE) words.push('none');
  else if (state === CELL_GRANTED) words.push('granted');
  else if (state === CELL_SCOPED) words.push('scoped to objects');
  else words.push('denied');
  if (byte & BIT_TEMPORARY) words.push('temporary');
  if (byte & BIT_MISSING) words.push('missing prerequisite');
  if (byte & BIT_GAINED) words.push('gained since the baseline');
  if (byte & BIT_LOST) words.push('lost since the baseline');
  if (byte & BIT_FINDING) words.push('has a finding');
  return words;
}

/** What a screen reader says: "Model Tester, Query agents, view, granted, missing prerequisite". */
export function spokenCell(
  row: string,
  column: string,
  consequence: ConsequenceClass,
  byte: number | undefined,
): string {
  const words = byte === undefined ? ['loading'] : cellWords(byte);
  return [row, column, consequence, ...words].join(', ');
}
