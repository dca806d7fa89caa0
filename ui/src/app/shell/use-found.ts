import { useNavigate, useRouter } from '@tanstack/react-router';
import { addressOf } from '../../components/address';
import type { DetailSearch } from '../../components/detail-search';
import { placeInMatrix } from '../../components/matrix-search';
import { keepRecent, recentIn } from '../../components/recent';
import { ITEM_WORD } from '../../components/words';
import type { Item, SearchHit, TenantSummary, Workspace } from '../../host/host';
import { routeOfLink } from '../links';
import type { Answer } from './ask-model';
import { type Command, grouped, type Input, type InputKind, matching } from './palette-model';
import { useDoing } from './use-doing';
import { useAnswers, useHits } from './use-hits';
import { useLooking } from './use-looking';

/** So many are shown before anything is typed. */
const FIRST = { doing: 4, recent: 5 };

/** Everything that fits what was typed, in its groups. */
export function useFound(tenant: TenantSummary, workspace: Workspace, input: Input) {
  const { kind, text } = input;
  const router = useRouter();
  const commands = [...useDoing(tenant), ...useLooking(tenant, workspace)];
  const hits = useHits(tenant.name, input);
  const asked = useAnswers(tenant.name, kind === 'ask' || kind === 'all' ? text : '');
  const open = useOpening(tenant.name);
  const empty = text === '';

  const own = kind === 'all' || kind === 'do' ? matching(commands, text) : [];
  const doing = own.filter((one) => one.group === 'Do');
  const looking = kind === 'do' ? [] : own.filter((one) => one.group === 'Look');
  const recent =
    empty && kind !== 'do' && kind !== 'ask'
      ? recentIn(tenant.name).filter((one) => input.wanted(one.kind))
      : [];
  const route = routeOfLink(text);
  const link: Command[] = route
    ? [
        {
          id: 'link',
          group: 'Look',
          label: text,
          detail: 'Open this link',
          run: () => router.history.push(route),
        },
      ]
    : [];
  const found = hits.found.filter((hit) => input.wanted(hit.item.kind)).map((hit) => open.hit(hit));
  const holders =
    kind === 'all' && !asked.asked ? hits.found.find((hit) => hit.item.kind === 'permission') : undefined;
  const answers = asked.answers.map((answer) => open.answer(answer));
  const groups = grouped([
    ...(empty && kind === 'all' ? doing.slice(0, FIRST.doing) : doing),
    ...link,
    ...answers,
    ...recent.slice(0, FIRST.recent).map((item) => open.hit({ item, detail: 'opened lately' })),
    ...(holders ? [open.answer({ kind: 'who', permission: holders })] : []),
    ...found,
    ...looking,
    ...questions(kind, text, asked.asked),
  ]);
  return { found: groups, waiting: hits.waiting || asked.waiting };
}

/** Ways to ask, with what was typed already in them. */
function questions(kind: InputKind, text: string, asked: boolean): Command[] {
  if (asked || (kind !== 'ask' && (kind !== 'all' || text === ''))) return [];
  const words = text === '' ? '…' : `“${text}”`;
  const ask = (label: string, fill: string, detail: string): Command => ({
    id: `ask ${label}`,
    group: 'Ask',
    label,
    detail,
    fill,
    run: () => {},
  });
  return [
    ask(`Who can ${words}`, `?who can ${text}`, 'everybody who holds it, and how'),
    ask(`What can ${words} do`, `?what can ${text}`, 'everything somebody may, and through what'),
    ...(kind === 'ask'
      ? [ask('Why can … …', `?why can ${text}`, 'every way from a person to a permission')]
      : []),
  ];
}

/** Opens what was found, and remembers it. */
function useOpening(tenant: string) {
  const navigate = useNavigate();
  const inMatrix = (item: Item, permission?: Item) => {
    const place = placeInMatrix(item, permission);
    keepRecent(tenant, item);
    if (place) void navigate({ to: '/t/$tenant/matrix', params: { tenant }, search: place });
  };
  const show = (item: Item, search: DetailSearch = {}) => {
    const address = addressOf(tenant, item, search);
    if (!address) return inMatrix(item);
    keepRecent(tenant, item);
    void navigate(address);
  };
  return {
    hit: ({ item, detail }: SearchHit): Command => ({
      id: `${item.kind}:${item.id}`,
      group: 'Look',
      label: item.name,
      detail: [ITEM_WORD[item.kind], detail].filter(Boolean).join(' · '),
      item,
      run: () => show(item),
      runAlt: () => inMatrix(item),
    }),
    answer: (answer: Answer): Command => {
      switch (answer.kind) {
        case 'who': {
          const { item, detail } = answer.permission;
          return {
            id: `who ${item.id}`,
            group: 'Look',
            label: `Who can ${item.name}`,
            detail,
            item,
            run: () => show(item, { tab: 'holders' }),
            runAlt: () => inMatrix(item),
          };
        }
        case 'what': {
          const { item, detail } = answer.subject;
          return {
            id: `what ${item.kind} ${item.id}`,
            group: 'Look',
            label: `What ${item.name} can do`,
            detail,
            item,
            run: () => show(item),
            runAlt: () => inMatrix(item),
          };
        }
        case 'why': {
          const { subject, permission } = answer;
          return {
            id: `why ${subject.kind} ${subject.id} ${permission.id}`,
            group: 'Look',
            label: `Why ${subject.name} can or cannot ${permission.name}`,
            detail: ITEM_WORD[subject.kind],
            item: subject,
            run: () => inMatrix(subject, permission),
          };
        }
      }
    },
  };
}
