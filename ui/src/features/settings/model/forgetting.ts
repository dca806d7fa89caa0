/** Forgetting somebody who left, in sentences: what is kept, what would become of it, what was done, what is left. Pure. */
import { counted } from '../../../components/text';
import type { ErrorCode, Forgotten, KeptAbout } from '../../../host/host';

/** Something that is kept, and what would become of it. */
export type Fate = { what: string; becomes: string };

type Amount = Pick<
  KeptAbout,
  'snapshots' | 'values' | 'dismissals' | 'attempts' | 'events' | 'questions' | 'backups'
>;

/** How each kind of thing is told: before and after it is done. In the order in which they are told. */
const KINDS: readonly {
  of: keyof Amount;
  named(count: number): string;
  becomes: string;
  done(count: number): string;
}[] = [
  {
    of: 'snapshots',
    named: (count) => `${counted(count, 'snapshot names', 'snapshots name')} them.`,
    becomes:
      'Written anew: a pseudonym takes their place, and everybody’s access stays what it was. Old addresses lead to the new ones.',
    done: (count) =>
      `${counted(count, 'snapshot was', 'snapshots were')} written anew, with the pseudonym in their place.`,
  },
  {
    of: 'values',
    named: (count) =>
      `${counted(count, 'value', 'values')} that entries of the ledger commit to, such as a reason, ${count === 1 ? 'names' : 'name'} them.`,
    becomes: 'Erased with the salt. No entry changes, and everything verifies as before.',
    done: (count) =>
      `${counted(count, 'value', 'values')} that entries commit to ${count === 1 ? 'was' : 'were'} erased with the salt.`,
  },
  {
    of: 'dismissals',
    named: (count) => `${counted(count, 'dismissed finding names', 'dismissed findings name')} them.`,
    becomes: 'The words are erased. How long it stays dismissed does not change.',
    done: (count) => `The words of ${counted(count, 'dismissed finding')} were erased.`,
  },
  {
    of: 'attempts',
    named: (count) =>
      `${counted(count, 'attempt', 'attempts')} at reading the tenant ${count === 1 ? 'names' : 'name'} them among the problems.`,
    becomes: 'The problems are erased. How the reading ended stays.',
    done: (count) => `The problems of ${counted(count, 'attempt')} at reading the tenant were erased.`,
  },
  {
    of: 'events',
    named: (count) =>
      `${counted(count, 'event', 'events')} of the tenant’s own log ${count === 1 ? 'names' : 'name'} them.`,
    becomes:
      'What the log says of them is erased; that it happened stays, sealed as before. An event whose fact itself names them is taken out.',
    done: (count) => `What ${counted(count, 'event')} of the tenant’s own log said of them was erased.`,
  },
  {
    of: 'questions',
    named: (count) => `${counted(count, 'saved question names', 'saved questions name')} them.`,
    becomes: 'Removed.',
    done: (count) => `${counted(count, 'saved question was', 'saved questions were')} removed.`,
  },
  {
    of: 'backups',
    named: (count) => `${counted(count, 'copy lies', 'copies lie')} in the workspace’s folder of copies.`,
    becomes: 'Removed, and one is made in the place of all.',
    done: (count) =>
      `${counted(count, 'copy', 'copies')} of the workspace from before ${count === 1 ? 'was' : 'were'} removed.`,
  },
];

/** What is kept about somebody, each with what would become of it. What there is none of is left out. */
export function fates(kept: KeptAbout): Fate[] {
  const told = KINDS.filter((kind) => kept[kind.of] > 0);
  return [
    {
      what: 'Entries of the ledger name them by a pseudonym alone.',
      becomes: 'Whom it stands for is erased. The entries stay.',
    },
    ...told.map((kind) => ({ what: kind.named(kept[kind.of]), becomes: kind.becomes })),
    {
      what: 'This window keeps what was opened lately, and views of lists.',
      becomes: 'What names them there goes from this computer.',
    },
  ];
}

/** What was done, sentence by sentence. Never names the person. */
export function doneSentences(forgotten: Forgotten): string[] {
  const { pseudonym, copy } = forgotten;
  const told = KINDS.filter((kind) => forgotten[kind.of] > 0);
  return [
    `The ledger names them \`${pseudonym}\`, which leads to nobody now.`,
    ...told.map((kind) => kind.done(forgotten[kind.of])),
    ...(copy === null ? [] : [`One copy was made in their place: \`${copy}\`.`]),
  ];
}

/** What is not Steward's to do, or not done yet. */
export function duties(told: Pick<Forgotten, 'mentions' | 'elsewhere' | 'left'>, scrubbed = true): string[] {
  const { mentions, elsewhere, left } = told;
  return [
    ...(scrubbed
      ? []
      : [
          'The files of the workspace can still hold the bytes. Close other programs on it: the next start of Steward takes them out.',
        ]),
    ...(mentions === 0
      ? []
      : [
          `The tenant itself names them in ${counted(mentions, 'place')}, such as the description of a role. Correct it there: the next refresh brings it back.`,
        ]),
    ...elsewhere.map((tenant) => `The tenant \`${tenant}\` names them as well. Forget them there too.`),
    ...left.map((place) => `They are named in ${place}. Changing that is up to you.`),
    'Copies that were put elsewhere, exported files and evidence that was handed out are out of reach. They are yours to erase.',
  ];
}

/** What was done and what is left to do, to be put on file. Never names the person. */
export function reportText(tenant: string, forgotten: Forgotten): string {
  const lines = (sentences: readonly string[]) => sentences.map((one) => `- ${one.replaceAll('`', '')}`);
  const left = duties(forgotten, forgotten.scrubbed);
  return [
    `A person of ${tenant} was forgotten.`,
    '',
    'Done',
    ...lines(doneSentences(forgotten)),
    '',
    'Left to do',
    ...lines(left),
    '',
  ].join('\n');
}

/** Whether what was typed is the person's name, or their id. */
export function isMeant(typed: string, { name, person }: Pick<KeptAbout, 'name' | 'person'>): boolean {
  const wanted = plain(typed);
  return wanted !== '' && [name, person].some((word) => plain(word) === wanted);
}

function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** How looking for somebody fails, in a few words. */
export function failureTitle(code: ErrorCode): string | undefined {
  if (code === 'not-found') return 'Nothing is kept under this name';
  return code === 'bad-input' ? 'They have to leave first' : undefined;
}
