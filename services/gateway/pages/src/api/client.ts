import type {Language} from '../dates.ts';

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

// `/v1/pathways?on=2025-03-06&statuses=APPRENTI&statuses=RUPTURANT`; empty values are left out.
export function address(path: string, parameters: Record<string, Value> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== undefined && one !== '' && one !== false) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// A command: sent again with the same id it is done once.
export const act = <T>(path: string, body: object, requestId: string = crypto.randomUUID()): Promise<T> =>
  call<T>(path, {method: 'POST', body: {...body, requestId}});
