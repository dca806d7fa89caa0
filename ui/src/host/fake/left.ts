/**
 * People who left the fake tenant. `Karin Falk` is found, `Ana Sousa` fits two, whoever is in the lists is still there, and
 * nobody else is known. `/fail=forget` fails at the end, `/forget=open` leaves bytes and duties, `/operator=support` is refused.
 */
import type { Forgotten, KeptAbout } from '../bindings';
import { HostError } from '../error';
import type { Host } from '../host';
import { PEOPLE } from './people';

const NOTHING = { values: 0, dismissals: 0, attempts: 0, events: 0, questions: 0 };

const kept = (person: string, name: string, more: Partial<KeptAbout> = {}): KeptAbout => ({
  person,
  name,
  names: [name, person, `${person}@northwind.example`],
  snapshots: 2,
  ...NOTHING,
  backups: 1,
  mentions: 0,
  elsewhere: [],
  left: [],
  ...more,
});

export function leftFakes(
  answer: <T>(what: string, value: () => T) => Promise<T>,
  ask: URLSearchParams,
): Pick<Host, 'personKept' | 'personForget'> {
  let people: KeptAbout[] = [
    kept('karin.falk', 'Karin Falk', {
      snapshots: 4,
      values: 1,
      dismissals: 1,
      events: 37,
      questions: 1,
      backups: 2,
      ...(ask.get('forget') === 'open'
        ? { mentions: 2, elsewhere: ['practice'], left: ['the policies for operators'] }
        : {}),
    }),
    kept('ana.sousa', 'Ana Sousa'),
    kept('ana.sousa2', 'Ana Sousa'),
  ];

  function found(wanted: string): KeptAbout {
    if (ask.get('operator') === 'observer') {
      throw wrong('refused', 'the policies refuse `person.kept`', 'ask an administrator');
    }
    const text = wanted.trim().toLowerCase();
    const fits = people.filter((one) => one.names.some((name) => name.toLowerCase() === text));
    const [one] = fits;
    if (fits.length > 1) {
      const ids = fits.map((each) => `\`${each.person}\``);
      throw wrong(
        'ambiguous',
        `\`${wanted}\` fits ${fits.length} people`,
        'give the id of the one that is meant',
        ids,
      );
    }
    if (one) return one;
    if (PEOPLE.some(({ id, name }) => [id, name.toLowerCase()].includes(text))) {
      throw wrong(
        'bad-input',
        `\`${wanted}\` is still in the tenant`,
        'remove them there and refresh the tenant first',
      );
    }
    throw wrong(
      'not-found',
      `there is no person \`${wanted}\``,
      'look for the person by another name, or by its id',
    );
  }

  return {
    personKept: (_name, person) => answer('kept', () => found(person)),
    personForget: (_name, person) =>
      answer('forget', () => {
        if (ask.get('operator') === 'support') {
          throw wrong('refused', 'the policies refuse `person.forget`', 'ask an administrator');
        }
        const one = found(person);
        people = people.filter((each) => each !== one);
        return forgotten(one, ask.get('forget') !== 'open');
      }),
  };
}

function forgotten(one: KeptAbout, scrubbed: boolean): Forgotten {
  const { person: _person, name: _name, names: _names, ...counts } = one;
  return {
    ...counts,
    pseudonym: '6e0c5b1f9a7d42338c10d7e4b2f95a66',
    scrubbed,
    copy: counts.backups > 0 ? '/home/ines/.local/share/steward/backups/steward-2026-11-26.db' : null,
  };
}

function wrong(code: HostError['wire']['code'], message: string, hint: string, details: string[] = []) {
  const meaning = code === 'bad-input' ? 'the next refresh would bring them back' : '';
  return new HostError({ code, message, meaning, hint, details });
}
