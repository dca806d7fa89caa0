import { describe, expect, it } from 'vitest';
import { readRecent, withRecent } from './recent';
import { nextPlace } from './travel';

describe('back and forward', () => {
  it('forget what lay ahead when one goes somewhere new', () => {
    const back = nextPlace({ at: 3, last: 3 }, 'BACK', 1);
    expect(back).toEqual({ at: 1, last: 3 });
    expect(nextPlace(back, 'FORWARD', 2)).toEqual({ at: 2, last: 3 });
    expect(nextPlace(back, 'PUSH', 2)).toEqual({ at: 2, last: 2 });
    expect(nextPlace(back, 'REPLACE', 1)).toEqual({ at: 1, last: 3 });
  });
});

describe('what was opened lately', () => {
  const person = (id: string, tenant = 't') => ({ tenant, item: { kind: 'person' as const, id, name: id } });
  it('stands once, the latest first', () => {
    const list = ['a', 'b', 'a'].reduce(
      (kept, id) => withRecent(kept, person(id)),
      [] as ReturnType<typeof readRecent>,
    );
    expect(list.map((one) => one.item.id)).toEqual(['a', 'b']);
  });
  it('is apart for each tenant', () => {
    expect(withRecent([person('a', 'x')], person('a', 'y'))).toHaveLength(2);
  });
  it('is read as if from a stranger', () => {
    expect(readRecent('nonsense')).toEqual([]);
    expect(readRecent('{"a":1}')).toEqual([]);
    expect(readRecent(JSON.stringify([1, null, { tenant: 't' }, person('a')]))).toEqual([person('a')]);
    expect(
      readRecent(JSON.stringify([{ tenant: 't', item: { kind: 'robot', id: 'r', name: 'R' } }])),
    ).toEqual([]);
  });
});
