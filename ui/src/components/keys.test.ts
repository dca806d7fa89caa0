import { describe, expect, it } from 'vitest';
import { clampWidth } from './inspector-width';
import { keyName } from './keys';
import { percentOf, progressText } from './progress';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keyName', () => {
  it('names keys', () => {
    expect(keyName({ ...plain, key: 'J' })).toBe('j');
    expect(keyName({ ...plain, key: ' ' })).toBe('space');
    expect(keyName({ ...plain, key: '?', shiftKey: true })).toBe('?');
    expect(keyName({ ...plain, key: 'F6', shiftKey: true })).toBe('shift+f6');
    expect(keyName({ ...plain, key: 'e', metaKey: true })).toBe('ctrl+e');
    expect(keyName({ ...plain, key: '3', altKey: true })).toBe('alt+3');
  });
});

describe('progress', () => {
  const step = { tenant: 't', stage: 'people', done: 120, total: 412, message: '' };
  it('is told in words', () => {
    expect(progressText(step)).toBe('Reading people, 120 of 412');
    expect(progressText({ ...step, total: null })).toBe('Reading people, 120');
    expect(progressText({ ...step, stage: 'storing', done: 0, total: null })).toBe('Keeping the snapshot');
    expect(progressText(undefined)).toBe('Starting');
  });
  it('is a share only when the total is known', () => {
    expect(percentOf(step)).toBe(29);
    expect(percentOf({ ...step, total: null })).toBeUndefined();
    expect(percentOf({ ...step, done: 500 })).toBe(100);
  });
});

describe('the width of panels', () => {
  it('stays within its bounds', () => {
    expect(clampWidth(10)).toBe(300);
    expect(clampWidth(900)).toBe(520);
    expect(clampWidth(Number.NaN)).toBe(360);
  });
});
