import { expect, it } from 'vitest';
import type { EvidenceControl } from '../../../host/host';
import { askedFor, byFramework, controlsWith, timeOf } from './control';

const control = (framework: string, id: string, title: string): EvidenceControl => ({
  framework,
  id,
  title,
  question: 'outcome:refused',
  shows: 'Attempts.',
  lacks: 'Not all.',
});
const NIST = 'NIST SP 800-53 Rev. 5';
const controls = [
  control(NIST, 'AC-2', 'Account Management'),
  control(NIST, 'AC-6', 'Least Privilege'),
  control(NIST, 'AC-6(9)', 'Least Privilege | Log Use of Privileged Functions'),
  control('ISO/IEC 27001:2022', 'A.8.15', 'Logging'),
];
const ids = (text: string) => controlsWith(controls, text).map((one) => one.id);

it('finds controls by id, title and framework, word by word', () => {
  expect(ids('')).toHaveLength(4);
  expect(ids('ac-2')).toEqual(['AC-2']);
  expect(ids(' AC-6 ')).toEqual(['AC-6', 'AC-6(9)']);
  expect(ids('privilege log')).toEqual(['AC-6(9)']);
  expect(ids('iso logg')).toEqual(['A.8.15']);
  expect(ids('AC-99')).toEqual([]);
});

it('keeps frameworks and controls in their order', () => {
  const groups = byFramework(controls);
  expect(groups.map((group) => group.framework)).toEqual([NIST, 'ISO/IEC 27001:2022']);
  expect(groups[0]?.controls.map((one) => one.id)).toEqual(['AC-2', 'AC-6', 'AC-6(9)']);
});

it('narrows a control by the time of the screen', () => {
  const since = '2026-05-01T00:00:00Z';
  expect(timeOf({ since: null, until: null })).toBe('');
  expect(askedFor({ question: 'outcome:refused' }, timeOf({ since, until: null }))).toBe(
    `outcome:refused since:${since}`,
  );
  expect(askedFor({ question: '' }, '')).toBe('');
});
