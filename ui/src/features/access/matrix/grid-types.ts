import type { CategoryHead, Column, RowKind } from '../../../host/host';
import type { ColumnLayout } from '../model/columns';
import type { Position } from '../model/keyboard';
import type { MatrixWindow } from '../model/window';

/** The elements that the view fills; React makes them, once. */
export interface GridElements {
  scroller: HTMLElement;
  content: HTMLElement;
  stage: HTMLElement;
  canvas: HTMLCanvasElement;
  labels: HTMLElement;
  categories: HTMLElement;
  rows: HTMLElement;
  foot: HTMLElement;
  stamps: HTMLElement;
}

/** What is to be seen. */
export interface GridModel {
  kind: RowKind;
  layout: ColumnLayout;
  columns: readonly Column[];
  categories: readonly CategoryHead[];
  rows: number;
  /** Whether the bars of holders are shown. */
  footer: boolean;
  matrix: MatrixWindow;
}

/** What the person has chosen in it. */
export interface GridChoice {
  active: Position | undefined;
  /** The other corner, when several cells are selected. */
  anchor: Position | undefined;
  marked: ReadonlySet<string>;
}
