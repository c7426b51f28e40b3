import {type ComponentChildren} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';

import {carryCsrf, Problem, whenSignedOut} from './api/client.ts';
import type {Agent, Session} from './api/types.ts';
import {useOnline} from './ask.ts';
import {useSpeech} from './language.tsx';
import {ApiPage} from './pages/api.tsx';
import {DayPage} from './pages/day.tsx';
import {ImportPage} from './pages/import.tsx';
import {LearnersPage} from './pages/learners.tsx';
import {ListsPage} from './pages/lists.tsx';
import {OperationsPage} from './pages/operations.tsx';
import {PathwayPage} from './pages/pathway.tsx';
import {ReferralsPage} from './pages/referrals.tsx';
import {SignInPage} from './pages/sign_in.tsx';
import {Empty, Loading, Refused} from './parts/states.tsx';
import {go, Link, type Place, usePlace} from './router.tsx';
import {hasRole, roleInWords, sessionNow, SignedIn, signOut} from './session.tsx';
import type {Words} from './words/french.ts';

interface Section {
  path: string;
  name: keyof Words['sections'];
  roles: string[]; // who has something to do there; empty: everybody
  page: () => ComponentChildren;
}

const FOLLOWERS = ['REFERENT', 'TRAINING_LEAD', 'PEDAGOGICAL_STAFF'];
const SECTIONS: Section[] = [
  {path: '/journee', name: 'day', roles: FOLLOWERS, page: () => <DayPage />},
  {path: '/listes', name: 'lists', roles: FOLLOWERS, page: () => <ListsPage />},
  {
    path: '/apprenants',
    name: 'learners',
    roles: [...FOLLOWERS, 'TRAINER', 'ACADEMIC_TUTOR', 'PRESCRIBER_ADVISER', 'BENEFICIARY'],
    page: () => <LearnersPage />,
  },
  {
    path: '/import',
    name: 'import',
    roles: ['PEDAGOGICAL_STAFF', 'PARTNER_SYSTEM', 'PRESCRIBER_ADVISER'],
    page: () => <ImportPage />,
  },
  {
    path: '/orientations',
    name: 'referrals',
    roles: ['REFERENT', 'SOCIAL_WORKER', 'MOBILITY_REFERENT', 'DISABILITY_REFERENT', 'PRESCRIBER_ADVISER'],
    page: () => <ReferralsPage />,
  },
  {path: '/exploitation', name: 'operations', roles: ['PLATFORM_OPERATOR'], page: () => <OperationsPage />},
  {path: '/api', name: 'api', roles: [], page: () => <ApiPage />},
];
const mayOpen = (agent: Agent, section: Section): boolean =>
  section.roles.length === 0 || hasRole(agent, ...section.roles);

// undefined: not known yet; null: nobody is signed in.
function useSession() {
  const [session, setSession] = useState<Session | null>();
  const [problem, setProblem] = useState<Problem>();
  const [expired, setExpired] = useState(false);
  const take = (next: Session | null) => {
    carryCsrf(next?.csrf ?? '');
    setProblem(undefined);
    setSession(next);
  };
  const look = () => {
    sessionNow()
      .then(take)
      .catch((refused: unknown) => {
        if (!(refused instanceof Problem)) throw refused;
        if (refused.status === 401) take(null);
        else setProblem(refused);
      });
  };
  useEffect(() => {
    whenSignedOut(() => {
      setExpired(true);
      take(null);
    });
    look();
  }, []);
  const enter = (next: Session) => {
    setExpired(false);
    take(next);
  };
  return {session, problem, expired, look, enter, leave: () => take(null)};
}

export function App() {
  const {session, problem, expired, look, enter, leave} = useSession();
  const place = usePlace();
  if (problem) {
    return (
      <Frame>
        <Refused problem={problem} again={look} />
      </Frame>
    );
  }
  if (session === undefined) {
    return (
      <Frame>
        <Loading />
      </Frame>
    );
  }
  if (session === null) {
    return (
      <Frame title="signIn">
        <SignInPage expired={expired} onEnter={enter} />
      </Frame>
    );
  }
  return (
    <SignedIn.Provider value={session.agent} key={session.agent.id}>
      <Routed agent={session.agent} place={place} onLeave={leave} />
    </SignedIn.Provider>
  );
}

function Routed({agent, place, onLeave}: {agent: Agent; place: Place; onLeave: () => void}) {
  const {words} = useSpeech();
  const sections = SECTIONS.filter((section) => mayOpen(agent, section));
  const first = sections[0]!;
  useEffect(() => {
    if (place.path === '') go(first.path, {instead: true});
  }, [place.path]);

  const leave = () => {
    signOut()
      .catch((problem: unknown) => {
        if (!(problem instanceof Problem)) throw problem;
      })
      .finally(() => {
        go('', {instead: true});
        onLeave();
      });
  };
  const pathway = /^\/parcours\/([^/]+)$/.exec(place.path);
  const section = sections.find(({path}) => path === place.path);
  return (
    <Frame
      agent={agent}
      sections={sections}
      here={pathway ? '' : place.path}
      title={pathway ? 'pathway' : (section?.name ?? 'notFound')}
      onLeave={leave}
    >
      {pathway && <PathwayPage id={pathway[1]!} key={pathway[1]} />}
      {section?.page()}
      {!pathway && !section && place.path !== '' && (
        <>
          <h1>{words.sections.notFound}</h1>
          <Empty title={words.states.noSuchPage}>
            <Link to={first.path}>{words.sections[first.name]}</Link>
          </Empty>
        </>
      )}
    </Frame>
  );
}

interface FrameProps {
  agent?: Agent;
  sections?: Section[];
  here?: string;
  title?: keyof Words['sections'];
  onLeave?: () => void;
  children: ComponentChildren;
}

// What stands around every page.
function Frame({agent, sections = [], here = '', title, onLeave, children}: FrameProps) {
  const {words, language, choose} = useSpeech();
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  const shown = useRef<string>();
  const name = title ? words.sections[title] : '';
  useEffect(() => {
    document.title = name ? `${name} · Parcours` : 'Parcours';
  }, [name]);
  // A reader who follows a link begins at the new page's content, as after a load.
  useEffect(() => {
    const moved = shown.current !== undefined && shown.current !== location.pathname;
    shown.current = location.pathname;
    if (moved) main.current?.focus();
  });
  return (
    <>
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {words.frame.skip}
      </a>
      <header class="top">
        <Link to="" class="brand">
          <img src="/app/mark.svg" alt="" width="32" height="32" />
          <span>Parcours</span>
        </Link>
        {sections.length > 0 && (
          <nav aria-label={words.frame.sections}>
            <ul>
              {sections.map((section) => (
                <li key={section.path}>
                  <Link to={section.path} aria-current={here === section.path ? 'page' : undefined}>
                    {words.sections[section.name]}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="top-end">
          {agent && (
            <p class="who">
              <span class="who-name">{agent.name}</span>
              <span class="who-role">{roleInWords(agent.role, words)}</span>
            </p>
          )}
          <button
            type="button"
            class="plain"
            lang={language === 'fr' ? 'en' : 'fr'}
            onClick={() => choose(language === 'fr' ? 'en' : 'fr')}
          >
            {language === 'fr' ? 'English' : 'Français'}
          </button>
          {onLeave && (
            <button type="button" class="plain" onClick={onLeave}>
              {words.frame.leave}
            </button>
          )}
        </div>
      </header>
      {!online && (
        <p class="offline" role="alert">
          {words.states.offline}
        </p>
      )}
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer class="bottom">
        <p>{words.frame.footer}</p>
      </footer>
    </>
  );
}

