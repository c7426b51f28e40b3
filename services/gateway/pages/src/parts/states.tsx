import type {ComponentChildren} from 'preact';

import type {Problem} from '../api/client.ts';
import type {Asked} from '../ask.ts';
import {useSpeech} from '../language.tsx';

export function Loading({what}: {what?: string}) {
  const {words} = useSpeech();
  return (
    <p class="state loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {what ?? words.states.loading}
    </p>
  );
}

export function Empty({title, children}: {title: string; children?: ComponentChildren}) {
  return (
    <div class="state empty">
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

// A refusal in plain words, with what one can do.
export function Refused({problem, again}: {problem: Problem; again?: () => void}) {
  const {words} = useSpeech();
  const said = words.problems[problem.reason as keyof typeof words.problems];
  return (
    <div class="state refused" role="alert">
      <p class="state-title">{said?.title ?? words.states.refused}</p>
      <p>{problem.detail || said?.advice || words.states.unknownProblem}</p>
      {again && (
        <button type="button" class="button quiet" onClick={again}>
          {words.states.again}
        </button>
      )}
    </div>
  );
}

// The answer once it is there, else what stands between. An answer that could not be refreshed stays, and says so.
export function Answer<T>({asked, children}: {asked: Asked<T>; children: (value: T) => ComponentChildren}) {
  const {words} = useSpeech();
  if (asked.value === undefined) {
    return asked.problem ? <Refused problem={asked.problem} again={asked.again} /> : <Loading />;
  }
  return (
    <>
      {asked.problem && (
        <p class="notice" role="status">
          {words.states.stale}
        </p>
      )}
      {children(asked.value)}
    </>
  );
}
