import { describe, expect, it } from 'vitest';
import type { AuditAsked } from '../../../host/host';
import {
  isAsked,
  NOTHING_ASKED,
  narrows,
  requestText,
  termsAndSpan,
  termsOf,
  textOf,
  toggled,
  withoutKey,
  withoutWord,
  withSpan,
  withTyped,
} from './question-text';

const who = { key: 'who', title: 'Who' };
const outcome = { key: 'outcome', title: 'Outcome' };
const classes = { key: 'consequence', title: 'Consequence' };
const word = (value: string, label = value) => ({ value, label });

describe('textOf', () => {
  it('writes keys in their order, values in theirs, then moments, then words', () => {
    const asked: Omit<AuditAsked, 'text'> = {
      filters: [
        { key: 'policy', title: 'Policy version', include: [word('9f3c')], exclude: [] },
        { key: 'approval', title: 'Approval', include: [word('pending')], exclude: [] },
        { ...outcome, include: [word('denied')], exclude: [] },
        { ...who, include: [word('jon'), word('ines')], exclude: [word('sync bot')] },
      ],
      words: ['billing access', 'x'],
      since: '2026-05-01T00:00:00Z',
      until: '2026-05-04T00:00:00Z',
    };
    expect(textOf(asked)).toBe(
      'who:ines,jon -who:"sync bot" outcome:denied approval:pending policy:9f3c since:2026-05-01T00:00:00Z until:2026-05-04T00:00:00Z "billing access" x',
    );
  });
  it('is empty when nothing is asked', () => {
    expect(textOf(NOTHING_ASKED)).toBe('');
  });
});

describe('toggled', () => {
  it('asks for a value and takes it back', () => {
    const once = toggled(NOTHING_ASKED, who, word('ines'));
    expect(once.text).toBe('who:ines');
    const twice = toggled(once, who, word('jon'));
    expect(twice.text).toBe('who:ines,jon');
    expect(toggled(twice, who, word('ines')).text).toBe('who:jon');
    expect(toggled(once, who, word('ines'))).toEqual(NOTHING_ASKED);
  });
  it('turns asking for into asking for all but', () => {
    const asked = toggled(NOTHING_ASKED, who, word('ines'));
    const not = toggled(asked, who, word('ines'), 'exclude');
    expect(not.text).toBe('-who:ines');
    expect(isAsked(not, 'who', 'ines')).toBe('exclude');
    expect(toggled(not, who, word('ines')).text).toBe('who:ines');
    expect(toggled(not, who, word('ines'), 'exclude').filters).toEqual([]);
  });
  it('knows entries that say nothing', () => {
    const asked = toggled(NOTHING_ASKED, who, word('', 'none'));
    expect(asked.text).toBe('who:""');
    expect(isAsked(asked, 'who', '')).toBe('include');
  });
  it('keeps the place of a key among the chips', () => {
    const asked = toggled(toggled(NOTHING_ASKED, outcome, word('denied')), who, word('ines'));
    const more = toggled(asked, outcome, word('failure'));
    expect(more.filters.map((filter) => filter.key)).toEqual(['outcome', 'who']);
  });
});

describe('taking out', () => {
  const asked = toggled(toggled(NOTHING_ASKED, who, word('ines')), who, word('jon'), 'exclude');
  it('a key, or one side of it', () => {
    expect(withoutKey(asked, 'who').text).toBe('');
    expect(withoutKey(asked, 'who', 'include').text).toBe('-who:jon');
    expect(withoutKey(asked, 'who', 'exclude').text).toBe('who:ines');
    expect(withoutKey(asked, 'op')).toBe(asked);
  });
  it('a word', () => {
    const words = { ...NOTHING_ASKED, words: ['a', 'b'] };
    expect(withoutWord(words, 0).text).toBe('b');
  });
  it('a stretch of time', () => {
    const span = withSpan(asked, '2026-05-01T00:00:00Z', null);
    expect(span.text).toBe('who:ines -who:jon since:2026-05-01T00:00:00Z');
    expect(withSpan(span, null, null).text).toBe(asked.text);
  });
});

describe('withTyped', () => {
  const asked = withSpan(toggled(NOTHING_ASKED, who, word('ines')), '2026-05-01T00:00:00Z', null);
  it('puts what is typed behind what is asked', () => {
    expect(withTyped(asked, ' op:tenant.* ')).toBe('who:ines since:2026-05-01T00:00:00Z op:tenant.*');
    expect(withTyped(NOTHING_ASKED, '"billing access"')).toBe('"billing access"');
    expect(withTyped(asked, '  ')).toBe(asked.text);
  });
  it('lets a moment stand for the one before', () => {
    expect(withTyped(asked, 'since:2026-06-01')).toBe('who:ines since:2026-06-01');
    expect(withTyped(asked, 'from:2026-06-01')).toBe('who:ines from:2026-06-01');
    expect(withTyped(asked, '"since:2026"')).toBe('who:ines since:2026-05-01T00:00:00Z "since:2026"');
  });
});

describe('termsOf', () => {
  it('names what is asked as people know it', () => {
    const asked = toggled(NOTHING_ASKED, who, word('3f9a', 'Ines Okafor'));
    const [term] = termsOf(asked);
    expect(term).toMatchObject({ title: 'Who', value: 'Ines Okafor', exclude: false, text: 'who:3f9a' });
    expect(term?.without).toEqual(NOTHING_ASKED);
  });
  it('says the name of somebody with several ids once', () => {
    const both = [word('3f9a', 'Ines Okafor'), word('77c0', 'Ines Okafor')];
    const asked = both.reduce((before, one) => toggled(before, who, one), NOTHING_ASKED);
    expect(termsOf(asked)[0]).toMatchObject({ value: 'Ines Okafor', text: 'who:3f9a,77c0' });
  });
  it('says classes up to the gravest in short', () => {
    const labels = [
      word('override', 'Override'),
      word('policy', 'Policy'),
      word('destructive', 'Destructive'),
    ];
    const up = labels.reduce((asked, one) => toggled(asked, classes, one), NOTHING_ASKED);
    expect(termsOf(up)[0]?.value).toBe('Override or above');
    const gap = toggled(up, classes, word('policy', 'Policy'));
    expect(termsOf(gap)[0]?.value).toBe('Override, Destructive');
  });
  it('counts many values', () => {
    const many = ['a', 'b', 'c', 'd'].reduce((asked, one) => toggled(asked, who, word(one)), NOTHING_ASKED);
    expect(termsOf(many)[0]?.value).toBe('4 values');
  });
  it('has one for each word, and for what is excluded', () => {
    const asked = { ...toggled(NOTHING_ASKED, who, word('ines'), 'exclude'), words: ['a b'] };
    expect(termsOf(asked).map(({ id, text }) => [id, text])).toEqual([
      ['exclude who', '-who:ines'],
      ['word 0', '"a b"'],
    ]);
  });
});

it('asks for everything in one request', () => {
  expect(requestText('9f3c')).toBe('request:9f3c');
  expect(requestText('a b')).toBe('request:"a b"');
});

it('knows what narrows', () => {
  expect(narrows(NOTHING_ASKED)).toBe(false);
  expect(narrows(withSpan(NOTHING_ASKED, null, '2026-05-01T00:00:00Z'))).toBe(true);
});

describe('the parts of a question with its time', () => {
  it('have the time last, and it can be dropped alone', () => {
    const asked = withSpan(
      toggled(NOTHING_ASKED, outcome, word('denied', 'Refused')),
      '2026-05-03T00:00:00Z',
      null,
    );
    const terms = termsAndSpan(asked);
    expect(terms.map((one) => one.title)).toEqual(['Outcome', 'When']);
    expect(terms.at(-1)?.without.text).toBe('outcome:denied');
    expect(terms[0]?.without.text).toBe('since:2026-05-03T00:00:00Z');
    expect(termsAndSpan(NOTHING_ASKED)).toEqual([]);
  });
});
