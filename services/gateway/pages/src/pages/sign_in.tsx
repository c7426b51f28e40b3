import {useState} from 'preact/hooks';

import {Problem} from '../api/client.ts';
import type {Agent, Session} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {useSpeech} from '../language.tsx';
import {Answer, Empty, Refused} from '../parts/states.tsx';
import {agentsToBe, roleInWords, signInAs} from '../session.tsx';

interface SignInProps {
  expired: boolean;
  onEnter: (session: Session) => void;
}

const NEVER_MS = 3_600_000;

export function SignInPage({expired, onEnter}: SignInProps) {
  const {words} = useSpeech();
  const asked = useAsked('agents', agentsToBe, NEVER_MS);
  const [problem, setProblem] = useState<Problem>();
  const enter = (agent: Agent) => {
    setProblem(undefined);
    signInAs(agent.id)
      .then(onEnter)
      .catch((refused: unknown) => {
        if (!(refused instanceof Problem)) throw refused;
        setProblem(refused);
      });
  };
  return (
    <section class="sign-in">
      <h1>{words.signIn.title}</h1>
      <p class="lead">{words.signIn.lead}</p>
      {expired && (
        <p class="notice" role="status">
          {words.signIn.expired}
        </p>
      )}
      {problem && <Refused problem={problem} />}
      <Answer asked={asked}>
        {({agents}) =>
          agents.length === 0 ? (
            <Empty title={words.signIn.nobody} />
          ) : (
            byOrganisation(agents).map(([organisation, members]) => (
              <section key={organisation} class="house">
                <h2>{organisation || words.signIn.platform}</h2>
                <ul class="cards">
                  {members.map((agent) => (
                    <li key={agent.id}>
                      <button type="button" class="card choose" onClick={() => enter(agent)}>
                        <span class="card-title">{agent.name}</span>
                        <span class="card-text">{roleInWords(agent.role, words)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            ))
          )
        }
      </Answer>
    </section>
  );
}

function byOrganisation(agents: Agent[]): [string, Agent[]][] {
  const houses = new Map<string, Agent[]>();
  for (const agent of agents) houses.set(agent.organisation, [...(houses.get(agent.organisation) ?? []), agent]);
  return [...houses];
}
