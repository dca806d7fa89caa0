import { describe, expect, it } from 'vitest';
import type { Forgotten, KeptAbout } from '../../../host/host';
import { doneSentences, duties, failureTitle, fates, isMeant, reportText } from './forgetting';

const kept: KeptAbout = {
  person: 'u-17',
  name: 'Zora Östlund',
  names: ['Zora Östlund', 'u-17', 'zora@acme.example'],
  snapshots: 3,
  values: 1,
  dismissals: 0,
  attempts: 0,
  events: 1204,
  questions: 0,
  backups: 2,
  mentions: 0,
  elsewhere: [],
  left: [],
};

const forgotten: Forgotten = {
  pseudonym: '3f2a91c0',
  values: 1,
  dismissals: 2,
  attempts: 1,
  events: 1,
  questions: 1,
  scrubbed: true,
  snapshots: 1,
  backups: 1,
  copy: '/home/ines/steward/backups/steward.db',
  mentions: 2,
  elsewhere: ['beta'],
  left: ['the policies for operators'],
};

describe('what is kept about somebody', () => {
  it('is told thing by thing, and what there is none of is not', () => {
    const told = fates(kept).map((one) => one.what);
    expect(told).toEqual([
      'Entries of the ledger name them by a pseudonym alone.',
      '3 snapshots name them.',
      '1 value that entries of the ledger commit to, such as a reason, names them.',
      '1,204 events of the tenant’s own log name them.',
      '2 copies lie in the workspace’s folder of copies.',
      'This window keeps what was opened lately, and views of lists.',
    ]);
  });
  it('says of each what would become of it', () => {
    for (const { becomes } of fates({ ...kept, dismissals: 1, attempts: 1, questions: 1 })) {
      expect(becomes).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('what was done', () => {
  it('is told thing by thing', () => {
    expect(doneSentences(forgotten)).toEqual([
      'The ledger names them `3f2a91c0`, which leads to nobody now.',
      '1 snapshot was written anew, with the pseudonym in their place.',
      '1 value that entries commit to was erased with the salt.',
      'The words of 2 dismissed findings were erased.',
      'The problems of 1 attempt at reading the tenant were erased.',
      'What 1 event of the tenant’s own log said of them was erased.',
      '1 saved question was removed.',
      '1 copy of the workspace from before was removed.',
      'One copy was made in their place: `/home/ines/steward/backups/steward.db`.',
    ]);
    expect(doneSentences({ ...forgotten, copy: null }).join()).not.toContain('in their place:');
  });
  it('is put on file with what is left to do, and without anything set apart', () => {
    const text = reportText('Northwind Logistics', forgotten);
    expect(text.split('\n')[0]).toBe('A person of Northwind Logistics was forgotten.');
    expect(text).toContain('- The ledger names them 3f2a91c0,');
    expect(text).toContain('\nLeft to do\n- The tenant itself names them in 2 places');
    expect(text).not.toContain('`');
  });
});

describe('what is left to do', () => {
  it('is at least what no program reaches', () => {
    expect(duties(kept)).toHaveLength(1);
    expect(duties(kept)[0]).toContain('yours to erase');
  });
  it('names places, other tenants and bytes that are still there', () => {
    const told = duties(forgotten, false);
    expect(told).toHaveLength(5);
    expect(told[0]).toContain('next start');
    expect(told[1]).toContain('2 places');
    expect(told[2]).toContain('`beta`');
    expect(told[3]).toContain('the policies for operators');
  });
});

describe('the name that is typed', () => {
  it('is theirs or their id, whatever its letters', () => {
    for (const typed of ['Zora Östlund', ' zora östlund ', 'Zora O\u0308stlund', 'U-17']) {
      expect(isMeant(typed, kept), typed).toBe(true);
    }
    for (const typed of ['', ' ', 'Zora', 'zora@acme.example', 'yes']) {
      expect(isMeant(typed, kept), typed).toBe(false);
    }
    expect(isMeant('', { name: '', person: '' })).toBe(false);
  });
});

describe('a failure', () => {
  it('has a title of its own where the usual one says too little', () => {
    expect(failureTitle('not-found')).toBeDefined();
    expect(failureTitle('bad-input')).toContain('leave');
    expect(failureTitle('ambiguous')).toBeUndefined();
  });
});
