import {useMemo, useState} from 'preact/hooks';

import {Problem} from '../api/client.ts';
import {type Pathway, type PathwayStatus, STATUSES} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {type Day, inWords, isDay} from '../dates.ts';
import {csvText, download} from '../files.ts';
import {useSpeech} from '../language.tsx';
import {displayNames, useNames} from '../names.ts';
import {StatusBadge} from '../parts/badges.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty, Refused} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {type Filter, listPathways, walk} from '../pathways.ts';
import {go, Link, pathwayAddress, usePlace} from '../router.tsx';

const PAGE = 25;
const COUNTED = 1_000; // pathways at most whose statuses are counted and names searched
const EXPORTED = 20_000;
const COUNT_EVERY_MS = 60_000;

// What is asked stands in the address, so that it can be kept and sent on.
function useFilter() {
  const {query} = usePlace();
  const day = query.get('le') ?? '';
  const on = isDay(day) ? day : '';
  const statuses = query.getAll('statut').filter((one): one is PathwayStatus => STATUSES.includes(one as never));
  const name = query.get('nom') ?? '';
  const set = (next: {on?: Day; statuses?: PathwayStatus[]; name?: string}) => {
    const all = {on, statuses, name, ...next};
    const address = new URLSearchParams();
    if (all.on) address.set('le', all.on);
    for (const status of all.statuses) address.append('statut', status);
    if (all.name) address.set('nom', all.name);
    go(`/apprenants${address.size ? `?${address}` : ''}`, {instead: true});
  };
  return {on, statuses, name, set};
}

export function LearnersPage() {
  const {words} = useSpeech();
  const {on, statuses, name, set} = useFilter();
  const day: Filter = {on: on || undefined};
  const filter: Filter = {...day, statuses};
  const counted = useAsked(`count ${on}`, (signal) => walk(day, COUNTED, signal), COUNT_EVERY_MS);
  const toggle = (status: PathwayStatus) =>
    set({statuses: statuses.includes(status) ? statuses.filter((one) => one !== status) : [...statuses, status]});
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.learners.title}</h1>
          <p class="lead">{words.learners.lead}</p>
          <Term of="dashboard" />
        </div>
        <Export filter={filter} />
      </header>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          {words.learners.day}
          <input type="date" value={on} onChange={(event) => set({on: event.currentTarget.value})} />
        </label>
        <label>
          {words.learners.search}
          <input type="search" value={name} placeholder={words.learners.searchHint} onChange={(event) => set({name: event.currentTarget.value.trim()})} />
        </label>
        {on && (
          <button type="button" class="plain" onClick={() => set({on: ''})}>
            {words.pathway.today}
          </button>
        )}
      </form>
      <Answer asked={counted}>
        {({pathways, whole}) => (
          <>
            <Counts pathways={pathways} chosen={statuses} onToggle={toggle} />
            {!whole && <p class="notice">{words.learners.countedOf(COUNTED)}</p>}
          </>
        )}
      </Answer>
      {name ? <Found filter={filter} name={name} /> : <Listed filter={filter} />}
    </div>
  );
}

interface CountsProps {
  pathways: Pathway[];
  chosen: PathwayStatus[];
  onToggle: (status: PathwayStatus) => void;
}
// How many have each status; each figure is a filter.
function Counts({pathways, chosen, onToggle}: CountsProps) {
  const {words} = useSpeech();
  const counts = useMemo(() => {
    const found = new Map<PathwayStatus, number>();
    for (const {dashboard} of pathways) if (dashboard) found.set(dashboard.status, (found.get(dashboard.status) ?? 0) + 1);
    return found;
  }, [pathways]);
  return (
    <div class="counts" role="group" aria-label={words.learners.byStatus}>
      {STATUSES.map((status) => (
        <button type="button" key={status} class="count" aria-pressed={chosen.includes(status)} onClick={() => onToggle(status)}>
          <span class="count-figure">{counts.get(status) ?? 0}</span>
          <StatusBadge status={status} />
        </button>
      ))}
    </div>
  );
}

function Listed({filter}: {filter: Filter}) {
  const {words} = useSpeech();
  const key = JSON.stringify(filter);
  const pages = usePages(key);
  const asked = useAsked(`${key} ${pages.token}`, (signal) => listPathways(filter, PAGE, pages.token, signal));
  return (
    <Answer asked={asked}>
      {({pathways, nextPageToken}) => (
        <>
          <Table pathways={pathways} />
          <Pager label={words.learners.title} number={pages.number} before={pages.before} next={pages.next(nextPageToken)} />
        </>
      )}
    </Answer>
  );
}

// For comparing names as people type them.
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// Names are sealed in the services: they are compared here, among those that may be shown.
function Found({filter, name}: {filter: Filter; name: string}) {
  const {words} = useSpeech();
  const asked = useAsked(`${JSON.stringify(filter)} ${name}`, async (signal) => {
    const {pathways, whole} = await walk(filter, COUNTED, signal);
    const names = await displayNames(pathways.map(({person}) => person), signal);
    const wanted = plain(name).split(/\s+/);
    const found = pathways.filter(({person}) => {
      const known = plain(names.get(person) ?? '');
      return wanted.every((part) => known.includes(part));
    });
    return {found, whole};
  });
  return (
    <Answer asked={asked}>
      {({found, whole}) => (
        <>
          <p role="status">{words.learners.foundOf(found.length, name)}</p>
          {!whole && <p class="notice">{words.learners.searchedOf(COUNTED)}</p>}
          <Table pathways={found.slice(0, 100)} />
        </>
      )}
    </Answer>
  );
}

function Table({pathways}: {pathways: Pathway[]}) {
  const {words, language} = useSpeech();
  const nameOf = useNames(pathways.flatMap(({person, referent}) => [person, referent]));
  if (pathways.length === 0) return <Empty title={words.learners.none} />;
  const {columns} = words.learners;
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={words.learners.title}>
      <table>
        <caption class="hidden">{words.learners.title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.since}</th>
            <th scope="col">{columns.cover}</th>
            <th scope="col">{columns.end}</th>
            <th scope="col">{columns.referent}</th>
          </tr>
        </thead>
        <tbody>
          {pathways.map((pathway) => (
            <tr key={pathway.name}>
              <th scope="row">
                <Link to={pathwayAddress(pathway.name)}>{nameOf(pathway.person) ?? words.pathway.unnamed}</Link>
              </th>
              <td>{pathway.dashboard && <StatusBadge status={pathway.dashboard.status} />}</td>
              <td>{pathway.dashboard?.fromDate && inWords(pathway.dashboard.fromDate, language)}</td>
              <td>
                {pathway.continuation?.state === 'RUNNING' &&
                  words.learners.covered(inWords(pathway.continuation.coverUntilDate, language), pathway.continuation.daysLeft)}
              </td>
              <td>{inWords(pathway.trainingEndDate, language)}</td>
              <td>
                {nameOf(pathway.referent) ?? ''}{' '}
                {pathway.referentByDefault && <span class="tag">{words.pathway.byDefault}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Export({filter}: {filter: Filter}) {
  const {words} = useSpeech();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const {pathways, whole} = await walk(filter, EXPORTED, undefined, (count) => setSaid(words.learners.exporting(count)));
      const names = await displayNames(pathways.flatMap(({person, referent}) => [person, referent]));
      const {columns} = words.learners;
      const head = [columns.name, columns.status, columns.since, columns.cover, columns.start, columns.end, columns.referent];
      const rows = pathways.map((one) => [
        names.get(one.person) ?? '',
        one.dashboard ? words.status[one.dashboard.status].name : '',
        one.dashboard?.fromDate ?? '',
        one.continuation?.state === 'RUNNING' ? one.continuation.coverUntilDate : '',
        one.trainingStartDate,
        one.trainingEndDate,
        names.get(one.referent) ?? '',
      ]);
      download(`parcours-${pathways[0]?.asOfDate ?? 'vide'}.csv`, csvText([head, ...rows]), 'text/csv;charset=utf-8');
      setSaid(whole ? words.learners.exported(rows.length) : words.learners.exportedFirst(rows.length));
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      setSaid('');
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="export">
      <button type="button" class="button quiet" disabled={busy} onClick={make}>
        {words.learners.export}
      </button>
      <p role="status">{said}</p>
      {problem && <Refused problem={problem} />}
    </div>
  );
}
