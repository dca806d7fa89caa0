import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { CalmStore } from '../../../components/calm-store';
import { copied } from '../../../components/copied';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { useKeys } from '../../../components/keys';
import { Page } from '../../../components/Page';
import { usePermission } from '../../../components/permission';
import type { RowGridHandle } from '../../../components/RowGrid';
import { Skeleton } from '../../../components/Skeleton';
import type { AuditRow, TenantSummary } from '../../../host/host';
import { auditStateQuery } from '../../../host/queries';
import { VERIFY_RECORD } from '../api/operations';
import { facetsQuery, firstPageQuery } from '../api/queries';
import { useAsk } from '../api/use-ask';
import { useChosen } from '../api/use-chosen';
import { useLanding } from '../api/use-landing';
import { useTrail } from '../api/use-trail';
import { useVerify } from '../api/use-verify';
import type { AuditDialog, AuditSearch } from '../model/audit-search';
import { NOTHING_ASKED, narrows, requestText, withSpan } from '../model/question-text';
import { unsaid } from '../model/trail-columns';
import { verdictOf } from '../model/verdict';
import { rowText } from '../model/words';
import { AuditDialogs } from './AuditDialogs';
import { AuditHead } from './AuditHead';
import { EntryPanel } from './EntryPanel';
import { FacetPlace } from './FacetPlace';
import { NothingFound, NothingOnRecord } from './Nothing';
import { QuestionBar } from './QuestionBar';
import { SavedMenu } from './SavedMenu';
import { SpanMenu } from './SpanMenu';
import { type Shown, TrailFoot } from './TrailFoot';
import { TrailTable } from './TrailTable';
import { VerdictBanner } from './VerdictBanner';
import { When } from './When';

/** The question, what answers it in numbers, in time and entry by entry, and the entry that is open beside it. */
export function AuditScreen({ tenant, search }: { tenant: TenantSummary; search: AuditSearch }) {
  const { name } = tenant;
  const all = search.all === true;
  const question = useMemo(
    () => ({ tenant: all ? null : name, text: search.q ?? '' }),
    [all, name, search.q],
  );
  const grid = useRef<RowGridHandle>(null);
  const [opened, setOpened] = useState(true);
  const [store] = useState(() => new CalmStore<Shown>({ first: 0, last: 0 }));
  const { change, ask, askText, coming } = useAsk(name, search);
  const trail = useTrail(name, question);
  const facets = useQuery(facetsQuery(name, question));
  const stands = useQuery(auditStateQuery(name));
  const state = stands.data;
  const { may: mayVerify } = usePermission(VERIFY_RECORD);
  const verify = useVerify(name, search.do === 'verify');
  const [id, setId] = useChosen(search.entry, (entry) => void change({ entry }));
  const { first, loaded } = trail;
  const landOn = useLanding(search.do === undefined && !first.isFetching);
  const page = first.data;
  const asked = coming ?? page?.asked ?? NOTHING_ASKED;
  const rows = loaded?.rows ?? [];
  const without = useMemo(() => unsaid(facets.data?.facets, asked), [facets.data, asked]);
  const line = useMemo(() => rows.findIndex((one) => one.id === id), [rows, id]);
  const verdict = verdictOf(verify.report, state);

  const { onShown: goOn } = trail;
  // the same as long as the question is: it is told when other lines are in sight, not when the screen is drawn
  const onShown = useCallback(
    (from: number, to: number) => {
      store.set({ first: from, last: to });
      goOn(from, to);
    },
    [store, goOn],
  );

  const open = (dialog: AuditDialog | undefined) => void change({ do: dialog });
  const scope = (next: boolean) => void change({ all: next || undefined }, false);
  const choose = (row: AuditRow | undefined) => setId(row?.id);
  const step = (by: 1 | -1) => choose(rows[line < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, line + by))]);
  const close = () => {
    choose(undefined);
    grid.current?.focus();
  };
  const showAll = (correlation: string) => ask({ text: requestText(correlation) });
  const openEntry = (entry: string) => {
    setId(entry);
    setOpened(true);
  };
  const runVerify = () => {
    // where it is not permitted, what opens says who may
    open('verify');
    if (mayVerify) verify.run.mutate();
  };
  const chosen = rows[line];
  const copy = () => chosen && copied(rowText(chosen), 'Copied the entry as a line');
  const intoPanel = () => {
    setOpened(true);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.inspector-body')?.focus());
  };
  useKeys({
    j: () => grid.current?.move('ArrowDown'),
    k: () => grid.current?.move('ArrowUp'),
    '[': () => step(-1),
    ']': () => step(1),
    i: () => {
      if (!id) choose(rows[0]);
      else if (opened) grid.current?.focus();
      setOpened(!(id && opened));
    },
    v: runVerify,
    'ctrl+e': () => open('export'),
    ...(chosen?.correlation && { r: () => showAll(chosen.correlation) }),
    ...(id && { escape: close }),
  });

  const narrowing = narrows(asked);
  const filters = {
    facets: facets.data?.facets,
    busy: facets.isLoading,
    // a question that cannot be understood is said once
    failed: facets.isError && !first.isError,
    asked,
    onAsk: ask,
    onRetry: () => void facets.refetch(),
  };
  return (
    <Page
      className="audit"
      head={
        <AuditHead
          tenant={tenant}
          all={all}
          page={page}
          verdict={verdict}
          verifying={verify.run.isPending}
          onScope={scope}
          onVerify={runVerify}
          onOpen={open}
        />
      }
      inspector={
        id &&
        opened && (
          <EntryPanel
            tenant={name}
            id={id}
            verifying={verify.run.isPending}
            onStep={step}
            onOpen={setId}
            onRequest={showAll}
            onVerify={runVerify}
            onEvidence={() => open('entry-evidence')}
            onClose={close}
          />
        )
      }
    >
      <VerdictBanner
        verdict={verdict}
        failed={stands.isError && !first.isError}
        verifying={verify.run.isPending}
        onVerify={runVerify}
        onOpen={open}
        onEntry={openEntry}
        onRetry={() => stands.refetch()}
      />
      <QuestionBar
        key={first.isError ? `wrong ${search.q}` : 'asked'}
        initial={first.isError ? (search.q ?? '') : ''}
        tenant={name}
        all={all}
        asked={asked}
        found={page}
        busy={first.isFetching}
        onAsk={ask}
        onAskText={askText}
        onLeave={() => grid.current?.focus()}
      >
        <FacetPlace as="menu" {...filters} />
        <SpanMenu asked={asked} onSpan={(since, until) => ask(withSpan(asked, since, until))} />
        <SavedMenu asked={asked} onAsk={ask} onSave={() => open('save')} onEdit={() => open('saved')} />
      </QuestionBar>
      <div className="audit-body">
        <FacetPlace as="panel" {...filters} />
        <div className="audit-main">
          {first.isError ? (
            <div className="audit-strip">
              <ErrorPanel
                error={first.error}
                onRetry={() => first.refetch()}
                actions={
                  search.q && (
                    <button type="button" className="btn btn-sm" onClick={() => ask({ text: '' })}>
                      Ask for everything
                    </button>
                  )
                }
              />
            </div>
          ) : !page || !loaded ? (
            <Skeleton
              asked={firstPageQuery(name, question).queryKey}
              rows={16}
              label="Looking through what is on record"
            />
          ) : page.all === 0 && !narrowing ? (
            <NothingOnRecord
              tenant={tenant}
              all={all}
              onImport={() => open('import')}
              onAll={() => void change({ all: true }, false)}
            />
          ) : (
            <>
              <When tenant={name} question={question} asked={asked} onAsk={ask} />
              {trail.error !== undefined && (
                <div className="audit-strip">
                  <ErrorPanel
                    error={trail.error}
                    meaning="Some entries could not be read; what is shown is right."
                    onRetry={() => trail.onShown(store.get().first, store.get().last)}
                  />
                </div>
              )}
              {loaded.rows.length === 0 ? (
                <NothingFound tenant={tenant} question={question} asked={asked} all={page.all} onAsk={ask} />
              ) : (
                <TrailTable
                  grid={grid}
                  loaded={loaded}
                  first={page}
                  sought={asked.words[0] ?? ''}
                  without={without}
                  line={line}
                  onChoose={(row, from) => {
                    choose(row);
                    if (from === 'mouse') setOpened(true);
                  }}
                  onOpen={(row) => {
                    choose(row);
                    intoPanel();
                  }}
                  onEdge={async (edge) => {
                    const end = await trail.toEnd(edge === 'first' ? 'newest' : 'oldest');
                    choose(edge === 'first' ? end?.rows[0] : end?.rows.at(-1));
                  }}
                  onCopy={copy}
                  onShown={onShown}
                />
              )}
              {loaded.rows.length > 0 && (
                <TrailFoot
                  store={store}
                  loaded={loaded}
                  asking={trail.asking}
                  events={all ? undefined : state?.events}
                  tenant={tenant}
                  onImport={() => open('import')}
                />
              )}
            </>
          )}
        </div>
      </div>
      <AuditDialogs
        tenant={tenant}
        opened={search.do}
        question={question}
        asked={asked}
        total={page?.total ?? 0}
        entry={id}
        verify={verify}
        onOpen={open}
        onScope={scope}
        onAsk={(asked) => {
          ask(asked);
          landOn(() => grid.current?.focus());
        }}
        onEntry={(entry) => {
          openEntry(entry);
          open(undefined);
          landOn(intoPanel);
        }}
      />
    </Page>
  );
}
