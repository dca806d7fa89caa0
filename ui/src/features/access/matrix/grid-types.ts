import type { CategoryHead, Column, RowKind } from '../../../host/host';
import type { ColumnLayout } from '../model/columns';
import type { Position } from '../model/keyboard';
import type { Part } from '../model/selected';
import type { MatrixWindow } from '../model/window';

/** The elements that the view fills; React makes them, once. */
export interface GridElements {
  root: HTMLElement;
  scroller: HTMLElement;
  content: HTMLElement;
  stage: HTMLElement;
  canvas: HTMLCanvasElement;
  labels: HTMLElement;
  categories: HTMLElement;
  rows: HTMLElement;
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
  /** Whether a cell, or the whole row or column of `active` is chosen. */
  part: Part | undefined;
  active: Position | undefined;
  /** The other corner, when several cells are selected. */
  anchor: Position | undefined;
  marked: ReadonlySet<string>;
}
