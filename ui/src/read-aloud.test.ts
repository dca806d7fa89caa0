import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

// WebKitGTK leaves a span that is laid out as a block out of what is read aloud, so a span with words is no part
// of a flex box of the shared classes. Boxes of a screen's own style sheet are not looked at.
const BOXES = new Set(['div', 'dd', 'header', 'footer']);
const FLEX = /(?:^|\s)(?:row|filter-bar|list-foot|setting-actions|page-head|action-bar|tag)(?:\s|$)/;

type Node = { type?: string; start?: number; [key: string]: unknown };

function nodesOf(one: unknown): Node[] {
  if (Array.isArray(one)) return one.flatMap(nodesOf);
  return typeof one === 'object' && one !== null ? [one as Node] : [];
}

function tagOf(node: Node): string {
  const name = (node.openingElement as Node).name as Node;
  return typeof name.name === 'string' ? name.name : '';
}

/** Text of an attribute when it is written out, `true` when it is there otherwise. */
function attribute(node: Node, name: string): string | boolean {
  for (const one of nodesOf((node.openingElement as Node).attributes)) {
    if ((one.name as Node | undefined)?.name !== name) continue;
    const value = (one.value as Node | null)?.value;
    return typeof value === 'string' ? value : true;
  }
  return false;
}

/** Elements that are laid out as items of this one: also those behind a condition or in a list. */
function itemsOf(node: Node): Node[] {
  return nodesOf(node).flatMap((one) =>
    one.type === 'JSXElement' ? [one] : Object.values(one).flatMap((part) => nodesOf(part).flatMap(itemsOf)),
  );
}

function hasWords(node: Node): boolean {
  return nodesOf(node.children).some((one) => {
    if (one.type === 'JSXText') return String(one.value).trim() !== '';
    if (one.type !== 'JSXElement') return true;
    return attribute(one, 'aria-hidden') === false && hasWords(one);
  });
}

function unheard(path: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: Node) => {
    if (node.type === 'JSXElement' && BOXES.has(tagOf(node)) && isFlex(node)) {
      for (const item of nodesOf(node.children).flatMap(itemsOf)) {
        if (tagOf(item) === 'span' && attribute(item, 'aria-hidden') === false && hasWords(item)) {
          found.push(`${path}:${text.slice(0, item.start).split('\n').length}`);
        }
      }
    }
    for (const part of Object.values(node)) for (const one of nodesOf(part)) look(one);
  };
  look(parseSync(path, text).program as unknown as Node);
  return found;
}

function isFlex(node: Node): boolean {
  const classes = attribute(node, 'className');
  return typeof classes === 'string' && FLEX.test(classes);
}

describe('what is read aloud', () => {
  it('finds a span that is an item of a flex box', () => {
    const box = (inner: string) =>
      unheard('box.tsx', `const box = <div className="row gap6">\n${inner}</div>`);
    expect(box('<span className="grow">Words</span>')).toEqual(['box.tsx:2']);
    expect(box('{many.map((one) => <span key={one}>{one}</span>)}')).toEqual(['box.tsx:2']);
    expect(box('<div><span>Words</span></div>')).toEqual([]);
    expect(box('<span aria-hidden="true">Words</span><i className="bar" />')).toEqual([]);
    expect(box('<span className="bar"><i style={{ width: 8 }} /></span>')).toEqual([]);
  });

  it('has no such span', () => {
    const src = resolve(import.meta.dirname);
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.tsx'),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((path) => unheard(path, readFileSync(join(src, path), 'utf8')))).toEqual([]);
  });
});
