import { expect, it } from 'vitest';
import type { PrerequisiteState } from '../../../host/host';
import { shapeOfHolder, shapeOfWhy } from './why-shape';

const missing: PrerequisiteState = {
  permission: { kind: 'permission', id: 'p', name: 'P' },
  held: false,
  missingOn: [],
};

it('draws an answer as its cell is drawn', () => {
  const plain = { prerequisites: [], expires: null };
  expect(shapeOfWhy({ ...plain, decision: 'yes' })).toBe('granted');
  expect(shapeOfWhy({ ...plain, decision: 'scoped' })).toBe('scoped');
  expect(shapeOfWhy({ ...plain, decision: 'denied' })).toBe('denied');
  expect(shapeOfWhy({ ...plain, decision: 'inactive' })).toBe('none');
  expect(shapeOfWhy({ prerequisites: [missing], expires: '2027-01-01', decision: 'yes' })).toBe('missing');
  expect(shapeOfWhy({ prerequisites: [missing], expires: null, decision: 'no' })).toBe('none');
  expect(shapeOfWhy({ prerequisites: [], expires: '2027-01-01', decision: 'yes' })).toBe('temporary');
});

it('draws a holder without a standing path as temporary', () => {
  expect(shapeOfHolder({ decision: 'yes', standing: false, missing: [] })).toBe('temporary');
  expect(shapeOfHolder({ decision: 'scoped', standing: true, missing: [] })).toBe('scoped');
  expect(shapeOfHolder({ decision: 'no', standing: false, missing: [] })).toBe('none');
});

it('draws a holder who cannot use it as the matrix does', () => {
  const lacking = [missing.permission];
  expect(shapeOfHolder({ decision: 'yes', standing: true, missing: [] })).toBe('granted');
  expect(shapeOfHolder({ decision: 'yes', standing: true, missing: lacking })).toBe('missing');
  expect(shapeOfHolder({ decision: 'scoped', standing: false, missing: lacking })).toBe('missing');
  expect(shapeOfHolder({ decision: 'denied', standing: true, missing: lacking })).toBe('denied');
});
