import { CalmStore } from '../../../components/calm-store';
import { ROW_HEIGHT } from '../model/rows';
import { HEADER } from './geometry';

/** What the grid shows right now, for what stands around it. */
export interface Shown {
  left: number;
  top: number;
  /** Width of the names. */
  names: number;
  /** Height of the header, and of a row. */
  head: number;
  row: number;
  /** Room for columns and rows. */
  width: number;
  height: number;
  /** How far the grid can scroll to the right. */
  mostLeft: number;
}

const NOTHING: Shown = {
  left: 0,
  top: 0,
  names: 0,
  head: HEADER,
  row: ROW_HEIGHT,
  width: 0,
  height: 0,
  mostLeft: 0,
};

export type ViewStore = CalmStore<Shown>;

export function makeViewStore(): ViewStore {
  return new CalmStore(NOTHING);
}
