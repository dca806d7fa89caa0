import { describe, expect, it } from 'vitest';
import { endsText, leftText, todayText } from '../../../components/times';
import type { Adoption, ChangedSince, Ending, FindingView, TenantSummary, Today } from '../../../host/host';
import { asPlainText, briefFile, briefOf } from './brief';
import { endingNow, endingWords, listed } from './ending';
import { adoptionRows, everythingText, idleText, inversionText, largestLoss, movedText } from './measures';
import { facts, headline, kinds, needs } from './statement';

// the calendar is that of this computer
const now = new Date(2026, 10, 12, 10, 42);
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const DAY = 24 * 60;

const ending = (part: Partial<Ending>): Ending => ({
  whose: { kind: 'person', id: 'm', name: 'Marek Lindqvist' },
  what: { kind: 'role', id: 'r', name: 'Rescue' },
  source: 'NW-4821',
  until: inMinutes(38),
  loses: [
    { kind: 'permission', id: 'a', name: 'Restore data' },
    { kind: 'permission', id: 'b', name: 'Export data' },
  ],
  losesTotal: 2,
  worst: 'override',
  people: 1,
  ...part,
});

const today = (part: Partial<Today> = {}): Today => ({
  at: now.toISOString(),
  snapshot: '9f3ca71e55d0',
  counts: { critical: 1, high: 2, medium: 5, low: 9 },
  what: [],
  ending: [ending({}), ending({ until: inMinutes(3 * DAY) }), ending({ until: inMinutes(20 * DAY) })],
  endingTotal: 3,
  changed: null,
  drift: null,
  pyramid: { at: '', people: 412, levels: [], inversions: [], everything: [], everythingCount: 0 },
  adoption: { people: 412, active: 406, signedIn: 318, recent: 271, mfa: 362 },
  licences: [],
  ...part,
});

const tenant = {
  displayName: 'Northwind *Logistics*',
  product: 'Meridian',
  environment: 'live',
  stale: false,
  snapshot: { hash: '9f3ca71e55d0', takenAt: inMinutes(-6), baseline: false, counts: {} },
} as TenantSummary;

const changed: ChangedSince = {
  before: { hash: 'b', takenAt: inMinutes(-3 * DAY), baseline: false, counts: {} as never },
  added: 4,
  removed: 1,
  gained: 21,
  lost: 1,
  top: [
    {
      permission: { kind: 'permission', id: 'x', name: 'Export data' },
      consequence: 'override',
      gained: 3,
      lost: 1,
    },
  ],
};

describe('times', () => {
  it('say how much is left', () => {
    expect(leftText(inMinutes(38), now)).toBe('38 min left');
    expect(leftText(inMinutes(63), now)).toBe('63 min left');
    expect(leftText(inMinutes(300), now)).toBe('5 h left');
    expect(leftText(inMinutes(DAY + 5), now)).toBe('tomorrow');
    expect(leftText(inMinutes(3 * DAY), now)).toBe('in 3 days');
    expect(leftText(inMinutes(-1), now)).toBe('ended');
  });
  it('say when', () => {
    expect(endsText(inMinutes(38), now)).toBe('at 11:20');
    expect(endsText(inMinutes(DAY), now)).toBe('tomorrow at 10:42');
    expect(endsText(inMinutes(3 * DAY), now)).toBe('on 15 Nov 2026');
    expect(endsText(new Date(2027, 0, 4, 12).toISOString(), now)).toBe('on 4 Jan 2027');
    expect(todayText(now)).toBe('Thursday 12 Nov 2026, 10:42');
  });
});

describe('what ends', () => {
  const words = (part: Partial<Ending>) => {
    const { name, text } = endingWords(ending(part), now);
    return `${name}${text}`;
  };
  it('names what a person loses', () => {
    expect(words({})).toBe('Marek Lindqvist loses Restore data and Export data at 11:20');
    expect(words({ losesTotal: 6 })).toBe(
      'Marek Lindqvist loses Restore data, Export data and 4 more at 11:20',
    );
  });
  it('counts whom a group takes along', () => {
    const whose = { kind: 'group' as const, id: 'g', name: 'Night desk' };
    expect(words({ whose, people: 12 })).toBe(
      'Night desk: 12 people lose Restore data and Export data at 11:20',
    );
    expect(words({ whose, people: 1 })).toBe(
      'Night desk: 1 person loses Restore data and Export data at 11:20',
    );
  });
  it('says when nothing is lost', () => {
    const none = { loses: [], losesTotal: 0 };
    expect(words(none)).toBe('Marek Lindqvist gives up Rescue at 11:20 and loses nothing');
    expect(words({ ...none, what: { kind: 'group', id: 'g', name: 'Night desk' } })).toBe(
      'Marek Lindqvist leaves Night desk at 11:20 and loses nothing',
    );
  });
  it('drops what is over', () => {
    const later = new Date(now.getTime() + DAY * 60_000);
    expect(endingNow(today({ endingTotal: 60 }), later)).toMatchObject({ total: 59, rows: { length: 2 } });
  });
  it('lists names', () => {
    expect(listed([], 0)).toBe('');
    expect(listed(['A'], 1)).toBe('A');
    expect(listed(['A', 'B', 'C'], 3)).toBe('A, B and C');
  });
});

describe('the statement', () => {
  it('counts what needs somebody within a week', () => {
    expect(needs(today(), now)).toEqual({ things: 5, ending: 2, today: 1 });
    expect(headline(today(), now)).toBe('Five things need you, one ends today');
  });
  it('is short when all is clear', () => {
    const none = { critical: 0, high: 0, medium: 1, low: 0 };
    const calm = { critical: 0, high: 0, medium: 0, low: 0 };
    expect(headline(today({ counts: calm, ending: [], endingTotal: 0 }), now)).toBe('Nothing needs you');
    expect(headline(today({ counts: none, ending: [], endingTotal: 0 }), now)).toBe(
      'Nothing needs you this week',
    );
    expect(headline(today({ counts: calm, ending: [], endingTotal: 1 }), now)).toBe(
      'Nothing needs you this week',
    );
    expect(headline(today({ counts: none, ending: [ending({})] }), now)).toBe(
      'One thing needs you, it ends today',
    );
    expect(headline(today({ counts: { ...none, high: 1 }, ending: [] }), now)).toBe('One thing needs you');
    expect(headline(today({ counts: { ...none, high: 40 }, ending: [] }), now)).toBe('40 things need you');
  });
  it('says what the things are, the worst first', () => {
    const none = { critical: 0, high: 0, medium: 1, low: 0 };
    const said = (counts: Partial<Today['counts']>, ends: Ending[] = []) =>
      kinds(today({ counts: { ...none, ...counts }, ending: ends }), now);
    expect(kinds(today(), now)).toBe(
      '1 critical and 2 high findings, and access ends 2 times within a week.',
    );
    expect(said({ critical: 1 })).toBe('1 critical finding.');
    expect(said({ high: 40 })).toBe('40 high findings.');
    expect(said({}, [ending({})])).toBe('Access ends once within a week.');
    expect(said({})).toBe('1 finding can wait.');
    expect(kinds(today({ counts: { ...none, medium: 0 }, ending: [] }), now)).toBe('');
  });
  it('tells facts', () => {
    expect(facts(today({ changed }), tenant, now)).toBe(
      'Read 6 min ago. Since 9 Nov 2026, 10:42 people gained access 21 times and lost it once.',
    );
    expect(facts(today({ changed: { ...changed, gained: 0, lost: 2 } }), tenant, now)).toBe(
      'Read 6 min ago. Since 9 Nov 2026, 10:42 people lost access 2 times.',
    );
    expect(facts(today({ changed: { ...changed, gained: 0, lost: 0 } }), tenant, now)).toBe(
      "Read 6 min ago. Nobody's access changed since 9 Nov 2026, 10:42.",
    );
    expect(facts(today(), { ...tenant, stale: true }, now)).toBe(
      'You see the state of 12 Nov 2026, 10:36, because the last reading failed. There is no earlier reading to compare with.',
    );
  });
});

describe('measures', () => {
  const untold: Adoption = { people: 10, active: 9, signedIn: null, recent: null, mfa: null };
  it('show only what is told', () => {
    expect(adoptionRows(untold).map((row) => row.label)).toEqual(['People', 'Active']);
    expect(adoptionRows({ ...untold, people: 0 })[0]?.share).toBe(0);
  });
  it('find the largest loss', () => {
    expect(largestLoss(today().adoption)).toBe('Largest loss: active to signed in, 88 people');
    expect(largestLoss({ ...untold, active: 10 })).toBe('');
  });
  it('say it in words', () => {
    const licence = { kind: 'licence' as const, id: 'b', name: 'Builder' };
    expect(idleText([{ licence, seats: 120, held: 84, idle: 36 }])).toBe('36 Builder seats idle for 30 days');
    expect(idleText([{ licence, seats: 120, held: 84, idle: null }])).toBe('');
    expect(inversionText({ upper: 'override', lower: 'correct', upperPeople: 56, lowerPeople: 48 })).toBe(
      'More people hold override (56) than correct (48)',
    );
    expect(everythingText({ ...today().pyramid, everythingCount: 1 })).toBe(
      '1 person holds every permission without an end',
    );
    expect(movedText(3, 0)).toBe('+3');
    expect(movedText(3, 1)).toBe('+3 −1');
  });
});

describe('the daily brief', () => {
  const finding = {
    checkTitle: 'Stale account',
    severity: 'high',
    title: 'Ravi Menon can still `export`',
    count: 1,
    subjects: [{ kind: 'person', id: 'r', name: 'Ravi Menon' }],
  } as FindingView;
  const whole = (names: boolean) =>
    briefOf({ tenant, today: today({ changed }), findings: [finding], now, names });
  it('says everything with names', () => {
    const text = whole(true);
    expect(text).toContain('# Northwind \\*Logistics\\*, Thursday 12 Nov 2026, 10:42');
    expect(text).toContain('**Five things need you, one ends today.** 1 critical and 2 high findings, and');
    expect(text).toContain('- **Marek Lindqvist** loses Restore data and Export data at 11:20 (38 min left)');
    expect(text).toContain('- High: Ravi Menon can still export');
    expect(text).toContain('- Export data (override) +3 −1');
    expect(text).toContain('People are named in this brief.');
  });
  it('names nobody unless asked', () => {
    const text = whole(false);
    expect(text).not.toContain('Marek');
    expect(text).not.toContain('Ravi');
    expect(text).toContain('- One person loses Restore data and Export data at 11:20 (38 min left)');
    expect(text).toContain('- High: Stale account (1)');
    expect(text).toContain('No person is named in this brief.');
  });
  it('can be plain', () => {
    const text = asPlainText(whole(true));
    expect(text).not.toMatch(/[#\\]|\*\*/);
    expect(text).toContain('ENDS WITHIN 30 DAYS');
  });
  it('is kept under a name that says of which day', () => {
    expect(briefFile('../Acme: EU/', now, 'md')).toBe('Acme-EU-brief-2026-11-12.md');
  });
});
