import type {Language} from '../dates.ts';
import type {paths} from './schema.ts';

// What the gateway refused (RFC 9457), or `OFFLINE` where it was not reached.
export class Problem extends Error {
  constructor(
    readonly reason: string,
    readonly detail: string,
    readonly status: number,
    // Fields of the request that do not suit, as the request names them.
    readonly fields: {name: string; detail: string}[] = [],
  ) {
    super(reason);
  }
}

const caller = {language: 'fr' as Language, csrf: '', signedOut: () => {}};
export const speak = (language: Language): void => void (caller.language = language);
export const carryCsrf = (token: string): void => void (caller.csrf = token);
export const whenSignedOut = (act: () => void): void => void (caller.signedOut = act);

interface ProblemDocument {
  reason?: string;
  detail?: string;
  title?: string;
  errors?: {detail: string; pointer: string}[];
}

async function problemIn(response: Response): Promise<Problem> {
  const document = (await response.json().catch(() => ({}))) as ProblemDocument;
  const fields = (document.errors ?? []).map((error) => ({
    name: error.pointer.replace(/^#\//, ''),
    detail: error.detail,
  }));
  return new Problem(
    document.reason ?? `HTTP_${response.status}`,
    document.detail ?? document.title ?? '',
    response.status,
    fields,
  );
}

export interface Asked {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export async function call<T>(path: string, {method = 'GET', body, signal}: Asked = {}): Promise<T> {
  const headers: Record<string, string> = {Accept: 'application/json', 'Accept-Language': caller.language};
  if (method !== 'GET') headers['X-CSRF-Token'] = caller.csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: signal ?? null,
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem('OFFLINE', '', 0);
  }
  if (!response.ok) {
    const problem = await problemIn(response);
    if (response.status === 401 && path !== '/session') caller.signedOut();
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

type Value = string | number | boolean | undefined | readonly string[];

// Fills the variables of the path; what is left over is the query:
// `/v1/pathways/01…?on=2025-03-06`. Empty values are left out.
export function address(path: string, parameters: Record<string, Value> = {}): string {
  const left = {...parameters};
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(left[name]));
    delete left[name];
    return value;
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(left)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== undefined && one !== '' && one !== false) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

type Method = 'get' | 'post';
type Asking<M extends Method> = {[P in keyof paths]: paths[P] extends Record<M, object> ? P : never}[keyof paths];
type Json<T> = T extends {content: {'application/json': infer Content}} ? Content : never;
type Answer<O> = O extends {responses: {200: infer Whole}} ? Json<Whole> : never;
type Body<O> = O extends {requestBody: infer Whole} ? Json<Whole> : never;
type Given<T> = [T] extends [undefined] ? unknown : T;
type InPath<O> = O extends {parameters: {path: infer P}} ? P : unknown;
type InQuery<O> = O extends {parameters: {query?: infer Q}} ? Given<Q> : unknown;

export const read = <P extends Asking<'get'>>(
  path: P,
  parameters: InPath<paths[P]['get']> & InQuery<paths[P]['get']>,
  signal?: AbortSignal,
): Promise<Answer<paths[P]['get']>> => call(address(path, parameters as Record<string, Value>), {signal});

// A command: sent again with the same id it is done once.
export const perform = <P extends Asking<'post'>>(
  path: P,
  inPath: InPath<paths[P]['post']>,
  body: Body<paths[P]['post']>,
  requestId: string = crypto.randomUUID(),
): Promise<Answer<paths[P]['post']>> =>
  call(address(path, inPath as Record<string, Value>), {method: 'POST', body: {...body, requestId}});

// What a form holds under a name; as a choice, one of the values that its field offers.
export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '');
export const choiceIn = <T extends string>(form: FormData, name: string): T => textIn(form, name) as T;
