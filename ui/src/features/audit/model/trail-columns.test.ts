import { describe, expect, it } from 'vitest';
import type { AuditFacet } from '../../../host/host';
import { NOTHING_ASKED, toggled } from './question-text';
import { columnsFor, unsaid } from './trail-columns';

const facet = (key: string, counts: Record<string, number>): AuditFacet => ({
  key,
  title: key,
  distinct: Object.keys(counts).length,
  values: Object.entries(counts).map(([value, count]) => ({ value, label: value, count })),
});
const ids = (without: string[], width = 0) => columnsFor('clock', width, without).map(({ id }) => id);

describe('unsaid', () => {
  it('is what no entry of the answer says', () => {
    const log = [facet('approval', { '': 40 }), facet('surface', { '': 38, Console: 2 })];
    expect(unsaid(log, NOTHING_ASKED)).toEqual(['approval']);
    expect(unsaid([facet('approval', { '': 3, granted: 0 }), facet('surface', {})], NOTHING_ASKED)).toEqual([
      'approval',
      'surface',
    ]);
  });
  it('is nothing as long as nothing is counted', () => {
    expect(unsaid(undefined, NOTHING_ASKED)).toEqual([]);
    expect(unsaid([], NOTHING_ASKED)).toEqual([]);
  });
  it('is what was asked to say nothing, though other entries do', () => {
    const asked = toggled(
      NOTHING_ASKED,
      { key: 'approval', title: 'Approval' },
      { value: '', label: 'none' },
    );
    expect(unsaid([facet('approval', { '': 3, granted: 9 })], asked)).toEqual(['approval']);
  });
});

describe('columnsFor', () => {
  it('leaves out what is not said, and then what says least as far as there is no room', () => {
    expect(ids([])).toEqual(['at', 'who', 'class', 'what', 'approval', 'surface', 'hash']);
    expect(ids(['approval', 'surface'])).toEqual(['at', 'who', 'class', 'what', 'hash']);
    expect(ids([], 730)).not.toContain('hash');
    // as wide as beside the panel of an entry
    expect(ids([], 673)).toEqual(['at', 'who', 'class', 'what', 'approval']);
    // what is not drawn makes room for what is
    expect(ids(['approval'], 730)).toContain('hash');
  });
});
