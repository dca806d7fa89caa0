import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

// Imports go one way: app → features → components → host. No feature imports another.
const src = resolve(import.meta.dirname);
const FLOORS = ['theme', 'host', 'components', 'features', 'app'];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

function importsOf(path: string): string[] {
  const text = readFileSync(join(src, path), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return found
    .filter((one) => one.startsWith('.'))
    .map((one) => relative(src, resolve(src, dirname(path), one)));
}

function floorOf(path: string): number {
  return FLOORS.indexOf(path.split('/')[0] ?? '');
}

describe('imports', () => {
  it('go down only', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path)
        .filter((to) => floorOf(path) >= 0 && floorOf(to) > floorOf(path))
        .map((to) => `${path} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('do not go from one feature to another', () => {
    const featureOf = (path: string) => /^features\/([^/]+)/.exec(path)?.[1];
    const wrong = files.flatMap((path) =>
      importsOf(path)
        .filter((to) => featureOf(path) && featureOf(to) && featureOf(to) !== featureOf(path))
        .map((to) => `${path} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reach the shell only from the host', () => {
    const wrong = files.filter(
      (path) =>
        !path.startsWith('host/') && /from '@tauri-apps\//.test(readFileSync(join(src, path), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('keep the fake and the bindings behind the door', () => {
    const may = (path: string) => path.startsWith('host/') || path === 'main.tsx' || path.includes('/dev/');
    const wrong = files.filter(
      (path) =>
        !may(path) &&
        !path.endsWith('.test.ts') &&
        importsOf(path).some((to) => to.startsWith('host/fake') || to === 'host/bindings'),
    );
    expect(wrong).toEqual([]);
  });
});
