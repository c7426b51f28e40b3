import {createContext} from 'preact';
import {useContext} from 'preact/hooks';

import {call} from './api/client.ts';
import type {Agent, Session} from './api/types.ts';
import type {Words} from './words/french.ts';

export const agentsToBe = (signal: AbortSignal) => call<{agents: Agent[]}>('/session/agents', {signal});
export const sessionNow = (signal?: AbortSignal) => call<Session>('/session', {signal});
export const signInAs = (agent: string) => call<Session>('/session', {method: 'POST', body: {agent}});
export const signOut = () => call<void>('/session', {method: 'DELETE'});

export const SignedIn = createContext<Agent>({id: '', name: '', role: '', organisation: ''});
export const useAgent = (): Agent => useContext(SignedIn);

export const hasRole = (agent: Agent, ...roles: string[]): boolean =>
  agent.role.split(/[\s,]+/).some((role) => roles.includes(role));

export const roleInWords = (role: string, words: Words): string =>
  role
    .split(/[\s,]+/)
    .map((one) => words.roles[one as keyof Words['roles']] ?? one)
    .join(', ');
