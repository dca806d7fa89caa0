import { describe, expect, it } from 'vitest';
import { alongLean, LABEL_ANGLE, labelReach, shortLabel } from './labels';

describe('labels', () => {
  it('end after thirty letters', () => {
    expect(shortLabel('Manage IAM credentials')).toBe('Manage IAM credentials');
    expect([...shortLabel('x'.repeat(31))]).toHaveLength(30);
    expect(shortLabel('Approve the export of personal data')).toBe('Approve the export of persona…');
    expect(labelReach('x'.repeat(90))).toBe(labelReach('x'.repeat(30)));
  });

  it('are found along their lean', () => {
    const foot = 216;
    for (const length of [0, 40, 120]) {
      const x = foot + Math.cos(LABEL_ANGLE) * length;
      const y = 130 - Math.sin(LABEL_ANGLE) * length;
      expect(alongLean(x, y, 130)).toBeCloseTo(foot);
    }
  });
});
