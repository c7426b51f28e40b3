import {useMemo} from 'preact/hooks';

import {read} from '../api/client.ts';
import type {GapKind, LapseKind} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {type Day, inWords} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {useNames} from '../names.ts';
import type {Act} from '../parts/acts.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty} from '../parts/states.tsx';
import {go, idIn, Link, pathwayAddress, usePlace} from '../router.tsx';
import {hasRole, useAgent} from '../session.tsx';
import type {Words} from '../words/french.ts';

const PAGE = 25;

type Kind<T> = Exclude<T, `${string}_UNSPECIFIED`>;
// What is not done yet, and with which act one does it.
const GAPS: Record<Kind<GapKind>, Act | undefined> = {
  ALERT_NOT_TAKEN_UP: 'recordInterview',
  COVER_ENDING: 'recordInterview',
  WINDOW_CLOSING: 'recordEmployerMeeting',
  WINDOW_MISSED: 'recordEmployerMeeting',
  NO_INTERVIEW: 'recordInterview',
  NO_RECORD: undefined,
  WITHOUT_PLAN: undefined,
  WITHOUT_OWN_REFERENT: 'assignReferent',
  TO_CLOSE: 'complete',
};
const LAPSES: Record<Kind<LapseKind>, Act | undefined> = {
  COMPANY_NOT_CHECKED: undefined,
  GRID_NOT_SHARED: undefined,
  LOGBOOK_SILENT: undefined,
  TOO_FEW_MEETINGS: 'recordEmployerMeeting',
  TRIMESTER_WITHOUT_SESSION: undefined,
  EVALUATION_MISSING: undefined,
};
const keysOf = <K extends string>(all: Record<K, unknown>): K[] => Object.keys(all) as K[];
type ListKind = keyof typeof GAPS | keyof typeof LAPSES;
const isGap = (kind: ListKind): kind is keyof typeof GAPS => kind in GAPS;
const actOf = (kind: ListKind): Act | undefined => (isGap(kind) ? GAPS[kind] : LAPSES[kind]);
const said = (words: Words, kind: ListKind): string => (isGap(kind) ? words.gaps[kind] : words.lapses[kind]);

interface Line {
  pathway: string;
  person: string;
  referent: string;
  since: Day; // empty: only the day by which is known
  due: Day; // empty: it is late
}
interface Lines {
  lines: Line[];
  next: string;
}

async function gapLines(kind: keyof typeof GAPS, referent: string, pageToken: string, signal: AbortSignal): Promise<Lines> {
  const {gaps, nextPageToken} = await read('/v1/gaps', {kind, referent, pageSize: PAGE, pageToken}, signal);
  return {lines: gaps.map((gap) => ({...gap, since: gap.sinceDate, due: gap.dueDate})), next: nextPageToken};
}

// These name no person: their pathways do.
async function lapseLines(kind: keyof typeof LAPSES, referent: string, pageToken: string, signal: AbortSignal): Promise<Lines> {
  const {lapses, nextPageToken} = await read('/v1/companyLapses', {kinds: [kind], referent, pageSize: PAGE, pageToken}, signal);
  const names = [...new Set(lapses.map(({pathway}) => pathway))];
  const pathways = await Promise.all(names.map((name) => read('/v1/pathways/{pathwaysId}', {pathwaysId: idIn(name)}, signal)));
  const lines = lapses.map((lapse) => {
    const {person, referent: whom} = pathways[names.indexOf(lapse.pathway)]!;
    return {pathway: lapse.pathway, person, referent: whom, since: '', due: lapse.dueDate};
  });
  return {lines, next: nextPageToken};
}

// Each list, one click away.
export function ListLinks({chosen, whole = false}: {chosen?: ListKind; whole?: boolean}) {
  const {words} = useSpeech();
  const groups: [string, ListKind[]][] = [
    [words.lists.ofSupport, keysOf(GAPS)],
    [words.lists.ofCompany, keysOf(LAPSES)],
  ];
  return (
    <nav class="lists" aria-label={words.lists.title}>
      {groups.map(([title, kinds]) => (
        <div key={title}>
          <p class="lists-title">{title}</p>
          <ul class="plain-list" aria-label={title}>
            {kinds.map((kind) => (
              <li key={kind}>
                <Link to={listAddress(kind, whole)} aria-current={kind === chosen ? 'true' : undefined}>
                  {said(words, kind)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

const listAddress = (kind: ListKind, whole: boolean): string => `/listes?liste=${kind}${whole ? '&tous=1' : ''}`;

export function ListsPage() {
  const {words} = useSpeech();
  const {query} = usePlace();
  const agent = useAgent();
  const follows = hasRole(agent, 'REFERENT');
  const whole = !follows || query.has('tous');
  const kind = [...keysOf(GAPS), ...keysOf(LAPSES)].find((one) => one === query.get('liste')) ?? 'ALERT_NOT_TAKEN_UP';
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.lists.title}</h1>
          <p class="lead">{words.lists.lead}</p>
        </div>
        {follows && (
          <fieldset class="choice">
            <legend class="hidden">{words.day.whose}</legend>
            <label>
              <input type="radio" name="whose" checked={!whole} onChange={() => go(listAddress(kind, false))} /> {words.day.mine}
            </label>
            <label>
              <input type="radio" name="whose" checked={whole} onChange={() => go(listAddress(kind, true))} /> {words.day.everybodys}
            </label>
          </fieldset>
        )}
      </header>
      <div class="beside">
        <ListLinks chosen={kind} whole={whole} />
        <List kind={kind} referent={whole ? '' : agent.id} key={`${kind}${whole}`} />
      </div>
    </div>
  );
}

function List({kind, referent}: {kind: ListKind; referent: string}) {
  const {words, language} = useSpeech();
  const title = said(words, kind);
  const pages = usePages(kind);
  const asked = useAsked(`${kind} ${referent} ${pages.token}`, (signal) =>
    isGap(kind) ? gapLines(kind, referent, pages.token, signal) : lapseLines(kind, referent, pages.token, signal),
  );
  const lines = asked.value?.lines ?? [];
  const nameOf = useNames(useMemo(() => lines.flatMap(({person, referent: whom}) => [person, whom]), [lines]));
  const act = actOf(kind);
  const {columns} = words.lists;
  return (
    <section aria-labelledby="list">
      <h2 id="list">{title}</h2>
      <Answer asked={asked}>
        {({next}) => (
          <>
            {lines.length === 0 && <Empty title={words.lists.none} />}
            {lines.length > 0 && (
              <div class="table-box" tabIndex={0} role="group" aria-labelledby="list">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{columns.name}</th>
                      <th scope="col">{columns.since}</th>
                      <th scope="col">{columns.due}</th>
                      <th scope="col">{columns.referent}</th>
                      {act && <th scope="col">{columns.act}</th>}
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line, at) => {
                      const name = nameOf(line.person) ?? words.pathway.unnamed;
                      return (
                        <tr key={`${line.pathway}${at}`}>
                          <th scope="row">
                            <Link to={pathwayAddress(line.pathway)}>{name}</Link>
                          </th>
                          <td>{line.since && inWords(line.since, language)}</td>
                          <td>{line.due ? inWords(line.due, language) : words.lists.late}</td>
                          <td>{nameOf(line.referent)}</td>
                          {act && (
                            <td>
                              <Link to={pathwayAddress(line.pathway, act)} aria-label={`${words.acts[act].button} – ${name}`}>
                                {words.acts[act].button}
                              </Link>
                            </td>
                          )}
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </div>
            )}
            <Pager label={title} number={pages.number} before={pages.before} next={pages.next(next)} />
          </>
        )}
      </Answer>
    </section>
  );
}
