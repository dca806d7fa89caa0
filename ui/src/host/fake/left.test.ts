import { describe, expect, it } from 'vitest';
import { HostError } from '../error';
import { leftFakes } from './left';

const fakes = (ask = '') => leftFakes(async (_what, value) => value(), new URLSearchParams(ask));

async function code(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'ok';
  } catch (error) {
    return error instanceof HostError ? error.wire.code : String(error);
  }
}

describe('people who left the fake tenant', () => {
  it('are found, are several, are still there, are nobody, or are refused', async () => {
    const { personKept } = fakes();
    expect((await personKept('northwind', ' karin FALK ')).person).toBe('karin.falk');
    expect(await code(personKept('northwind', 'Ana Sousa'))).toBe('ambiguous');
    expect(await code(personKept('northwind', 'ana.sousa2'))).toBe('ok');
    expect(await code(personKept('northwind', 'Greta Olsen'))).toBe('bad-input');
    expect(await code(personKept('northwind', 'Nobody'))).toBe('not-found');
    expect(await code(fakes('operator=support').personForget('northwind', 'karin.falk'))).toBe('refused');
  });
  it('are forgotten once, and not named in what comes of it', async () => {
    const { personKept, personForget } = fakes('forget=open');
    const told = await personForget('northwind', 'karin.falk');
    expect(JSON.stringify(told)).not.toMatch(/karin|falk/i);
    expect([told.scrubbed, told.mentions]).toEqual([false, 2]);
    expect(await code(personKept('northwind', 'karin.falk'))).toBe('not-found');
  });
});
