/** Questions in plain words, and where their answers stand: `who can reset mfa`, `what can felix do`, `why can felix query agents`. */
import type { Item, SearchHit } from '../../host/host';

export type Question =
  | { kind: 'who'; thing: string }
  | { kind: 'what'; whom: string }
  /** Where the name ends and the permission begins is not known: every way to split them. */
  | { kind: 'why'; splits: readonly { whom: string; thing: string }[] };

/** Something to look at that answers a question. */
export type Answer =
  | { kind: 'who'; permission: SearchHit }
  | { kind: 'what'; subject: SearchHit }
  | { kind: 'why'; subject: Item; permission: Item };

const LONGEST = 8;
const MOST = 8;

/** The question in a text; nothing when it is none, or not finished. */
export function questionOf(raw: string): Question | undefined {
  const text = raw
    .trim()
    .replace(/[?.!]+$/, '')
    .replace(/\s+/g, ' ');
  const who = /^who (?:can|may|could|holds|has) (.+)$/i.exec(text)?.[1];
  if (who) return { kind: 'who', thing: who };
  const what = /^what (?:can|may|could|does) (.+?)(?: (?:do|have|hold))?$/i.exec(text)?.[1];
  if (what) return { kind: 'what', whom: what };
  const why = /^(?:why )?(?:can(?:['’]?t|not)?|may|could|does|doesn['’]t) (.+)$/i.exec(text)?.[1];
  if (!why) return undefined;
  const words = why
    .replace(/\b(?:not|have|hold|still)\b ?/gi, '')
    .trim()
    .split(' ');
  if (words.length < 2 || words.length > LONGEST) return undefined;
  const splits = words.slice(1).map((_word, at) => ({
    whom: words.slice(0, at + 1).join(' '),
    thing: words.slice(at + 1).join(' '),
  }));
  return { kind: 'why', splits };
}

type Find = (text: string) => Promise<readonly SearchHit[]>;

/** Finds what a question is about. A name may be followed by words that nobody is called: fewer are tried then. */
export async function answersTo(question: Question, find: Find): Promise<Answer[]> {
  switch (question.kind) {
    case 'who': {
      const hits = (await find(question.thing)).filter((hit) => hit.item.kind === 'permission');
      return hits.slice(0, MOST).map((permission) => ({ kind: 'who', permission }));
    }
    case 'what': {
      const hits = (await find(question.whom)).filter((hit) => isSubject(hit.item));
      return hits.slice(0, MOST).map((subject) => ({ kind: 'what', subject }));
    }
    case 'why': {
      const found = await Promise.all(
        question.splits.map(async ({ whom, thing }) => {
          const [subjects, things] = await Promise.all([find(whom), find(thing)]);
          return pairs(subjects, things);
        }),
      );
      return distinct(found.flat()).slice(0, MOST);
    }
  }
}

function pairs(subjects: readonly SearchHit[], things: readonly SearchHit[]): Answer[] {
  const whom = subjects.filter((hit) => isSubject(hit.item)).slice(0, 3);
  const what = things.filter((hit) => hit.item.kind === 'permission').slice(0, 3);
  return whom.flatMap((subject) =>
    what.map((permission): Answer => ({ kind: 'why', subject: subject.item, permission: permission.item })),
  );
}

function isSubject({ kind }: Item): boolean {
  return kind === 'person' || kind === 'group' || kind === 'role';
}

function distinct(answers: readonly Answer[]): Answer[] {
  const seen = new Set<string>();
  return answers.filter((answer) => {
    if (answer.kind !== 'why') return true;
    const key = `${answer.subject.kind} ${answer.subject.id} ${answer.permission.id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
