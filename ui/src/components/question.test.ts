import { describe, expect, it } from 'vitest';
import { recordOf, written } from './question';

describe('written', () => {
  it('leaves plain values alone', () => {
    for (const plain of ['ines', 'tenant.*', 'a-b', 'ä', 'x/1']) expect(written(plain)).toBe(plain);
  });
  it('puts what would be misread between quotes', () => {
    expect(written('')).toBe('""');
    expect(written('Ines Okafor')).toBe('"Ines Okafor"');
    expect(written('-x')).toBe('"-x"');
    expect(written('a,b')).toBe('"a,b"');
    expect(written('arn:aws')).toBe('"arn:aws"');
    expect(written('say "yes" \\ no')).toBe('"say \\"yes\\" \\\\ no"');
  });
});

it('asks what is on record about somebody', () => {
  expect(recordOf('felix.aydin', 'on')).toBe('on:felix.aydin');
  expect(recordOf('Model Tester', 'who')).toBe('who:"Model Tester"');
});
